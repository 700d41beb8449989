import * as fc from 'fast-check';
import { goJson, goQuote } from '../../src/terms/go-quote';

describe('values as Go prints them', () => {
  it.each([
    ['a', '"a"'],
    ['a"\\', '"a\\"\\\\"'],
    ['\u0000\u0007\n\u007f', '"\\x00\\a\\n\\x7f"'],
    ['\u00a0\u200b', '"\\u00a0\\u200b"'],
    ['é😀', '"é😀"'],
  ])('quotes %j', (text, quoted) => {
    expect(goQuote(text)).toBe(quoted);
  });

  it('writes JSON that HTML does not read as markup, and that is JSON still', () => {
    expect(goJson(['<a>&'])).toBe('["\\u003ca\\u003e\\u0026"]');
    expect(goJson(undefined)).toBe('null');
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) => void expect(JSON.parse(goJson(value))).toEqual(JSON.parse(JSON.stringify(value))),
      ),
    );
  });
});
