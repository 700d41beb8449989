import * as fc from 'fast-check';
import { shortened, wrapped, wrappedRow } from '../../src/terms/layout';

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

describe('a wrapped row of a table', () => {
  const row = '  selector  app: web, tier: front, release: stable';

  it('goes on below its last cell', () => {
    expect(wrappedRow(row, { width: 34 }).split('\n')).toEqual([
      '  selector  app: web, tier: front,',
      '            release: stable',
    ]);
  });

  it('goes on near its beginning where that leaves no room', () => {
    expect(wrappedRow(row, { width: 22 }).split('\n')).toEqual([
      '  selector  app: web,',
      '      tier: front,',
      '      release: stable',
    ]);
  });

  it('takes no room for colours', () => {
    const red = '  \u001b[31m✗\u001b[39m outside  dropped';
    expect(wrappedRow(red, { width: 20 })).toBe(red);
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
