export { isLess, noticeDocument, wishDocument } from './decision-documents.js';
export { entryRowsOf, type EntryCause, type EntryEffect } from './entry-rows.js';
