export { deliverWaiting } from './deliver.ts';
export { createMailer, greetMailServer, mailLeaves } from './mailer.ts';
export { findMail, findRecentMails, type OutboxMail, purgeSent } from './queries.ts';
export { queueMail } from './queue.ts';
export { composeMail, isMailTemplate } from './templates.ts';
