import { describe, expect, it } from 'vitest';
import { recordText, recordTexts } from './entry-record.js';

describe('a row as the text of a composite value', () => {
  const columns = ['no', 'text', 'sure', 'facts', 'missing'];

  it('has its fields in the order of the type, whatever the order of the row', () => {
    expect(recordText(columns, { facts: { a: 1 }, sure: true, text: 'x', no: -7 })).toBe(String.raw`(-7,"x",true,"{\"a\":1}",)`);
  });

  it('tells nothing from an empty text', () => {
    expect(recordText(['a', 'b', 'c'], { a: null, b: '', c: undefined })).toBe('(,"",)');
  });

  it('lets no text out of its quotes', () => {
    expect(recordText(['a'], { a: String.raw`",1),(\x` })).toBe(String.raw`("\",1),(\\x")`);
  });

  it('gives one text per row', () => {
    expect(recordTexts(['a'], [{ a: 1 }, { a: 2 }])).toEqual(['(1)', '(2)']);
  });
});
