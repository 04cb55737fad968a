export { readDeliveryReport, type DeliveryReport } from './delivery-report.js';
export { returnPathOf, SmtpMail, type MailSettings } from './smtp-mail.js';
