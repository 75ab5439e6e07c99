export { deliverWaiting } from './deliver.ts';
export { createMailer, type Mailer, type Outgoing } from './mailer.ts';
export { type MailTemplate, queueMail } from './queue.ts';
