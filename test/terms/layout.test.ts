import * as fc from 'fast-check';
import { shortened, wrapped } from '../../src/terms/layout';

const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 });

describe('a wrapped line', () => {
  it('has the same words in lines that fit', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 200 }), fc.nat(4), (all, width, indent) => {
        const text = wrapped(`  ${all.join(' ')}`, { width }, indent);
        expect(text.split(/\s+/).filter(Boolean)).toEqual(all);
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('stays as it is where there is no width', () => {
    expect(wrapped(`  ${'word '.repeat(99)}`, {})).toBe(`  ${'word '.repeat(99)}`);
  });

  it('leaves a word whole that is longer than a line', () => {
    const url = 'x'.repeat(99);
    expect(wrapped(`why: ${url} y`, { width: 40 }, 2).split('\n')).toEqual(['why:', `  ${url}`, '  y']);
  });
});

describe('a shortened text', () => {
  it('fits, and keeps its ends', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
        fc.integer({ min: 3, max: 60 }),
        (text, max) => {
          const short = shortened(text, max);
          expect(short.length).toBeLessThanOrEqual(Math.max(max, 3));
          if (text.length <= max) expect(short).toBe(text);
          else expect([short[0], short.at(-1)]).toEqual([text[0], text.at(-1)]);
        },
      ),
    );
  });
});
