export { deliverWaiting } from './deliver.ts';
export { createMailer, type Mailer, type Outgoing } from './mailer.ts';
export { findMail, findRecentMails, type OutboxMail, purgeSent } from './queries.ts';
export { type MailTemplate, queueMail } from './queue.ts';
export { composeMail, isMailTemplate } from './templates.ts';
