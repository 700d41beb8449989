import { SourceText } from '../../../src/model/parse/source-text';

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
});
