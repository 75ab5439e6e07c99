export { createMailer, type Mailer, type Outgoing } from './mailer.ts';
export { deliverWaiting } from './deliver.ts';
export { queueMail, type MailTemplate } from './queue.ts';
