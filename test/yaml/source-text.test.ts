import * as fc from 'fast-check';
import { SourceText } from '../../src/yaml/source-text';

describe('SourceText', () => {
  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [6, 3, 1],
    [8, 4, 1],
    [9, 4, 2],
  ])('finds offset %d at %d:%d, whatever ends the lines', (offset, line, column) => {
    expect(new SourceText('ab\nc\r\nd\re', 'x.yaml').positionAt(offset)).toEqual({ source: 'x.yaml', line, column });
  });

  it('finds offsets in any order', () => {
    const text = new SourceText('a\nb\nc\nd', 'x.yaml');
    expect([6, 0, 4, 6, 2].map((offset) => text.positionAt(offset).line)).toEqual([4, 1, 3, 4, 2]);
  });

  it('does not count a byte order mark', () => {
    const text = new SourceText('\uFEFFab', 'x.yaml');
    expect(text.text).toBe('ab');
    expect(text.positionAt(1)).toMatchObject({ line: 1, column: 2 });
  });

  it('finds in texts of many lines what counting finds, in whatever order it is asked', () => {
    const lines = fc.array(fc.constantFrom('', 'a', 'bc', 'déf'), { maxLength: 300 });
    const breaks = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(lines, breaks, fc.array(fc.nat(1_500), { maxLength: 20 }), (parts, lineBreak, offsets) => {
        const text = parts.join(lineBreak);
        const source = new SourceText(text, 'x.yaml');
        for (const offset of offsets.filter((each) => each <= text.length && !isWithinBreak(text, each))) {
          const before = text.slice(0, offset).split(lineBreak);
          const column = (before.at(-1) ?? '').length + 1;
          expect(source.positionAt(offset)).toEqual({ source: 'x.yaml', line: before.length, column });
        }
      }),
    );
  });
});

function isWithinBreak(text: string, offset: number): boolean {
  return text[offset - 1] === '\r' && text[offset] === '\n';
}
