/** Keys of personal data in tests, in hex; they protect nothing. */
export const TEST_DATA_KEY = '11'.repeat(32);
export const TEST_INDEX_KEY = '22'.repeat(32);
