export { SmtpMail, type MailSettings } from './smtp-mail.js';
