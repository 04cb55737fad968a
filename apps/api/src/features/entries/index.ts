export { isLess, noticeDocument, wishDocument } from './decision-documents.js';
export { entryRowsOf, type EntryCause, type EntryEffect } from './entry-rows.js';
export { bookOpeningBalances, type OpeningBalances, type OpeningTimes } from './opening-balances.js';
