export { quietHoursOf } from './account-quiet-hours.js';
export { postLetters } from './letters/index.js';
export { NOTICE_SENDING, NoticesModule, makeSending } from './notices.module.js';
export { NOTICES_DUE } from './notice-rows.js';
export { EndpointDirectory } from './record-receipt.js';
export { countPendingNotices, sendDueNotices, type SendDependencies, type SendReport } from './send-notices.js';
export { warningsDeliveredTo, type WarningsDelivered } from './warnings-delivered.js';
export { remindOwnThresholds } from './own-thresholds.js';
export { queueNotice } from './queue-notice.js';
