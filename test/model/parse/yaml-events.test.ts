import { SyntaxProblem } from '../../../src/model/parse/syntax-problem';
import { readEvents } from '../../../src/model/parse/yaml-events';

describe('readEvents', () => {
  it('leaves a text alone that needs no help', () => {
    const text = 'a: [\n  1\n  ]\n';
    expect(readEvents(text).text).toBe(text);
    expect(readEvents(text).toOriginal(7)).toBe(7);
  });

  it.each([
    'a: [\n1,\n2\n]\nb: 3\n',
    'a: [\n]\nb: [\n]\nc: {\n}\n',
    'a: "x\ny\nz"\nb: 1\n',
    'a: [\'x\ny\', "p\nq"\n]\nb: 1\n',
    'a:\n  b: [\n  {c: [\n  1\n  ]},\n  2\n  ]\n  d: 1\n',
    '- [\n# ]\n"]", it\'s,\n[\n]\n]\n- a\n',
  ])('indents what YAML 1.2 would have indented in %j, and knows where things were', (text) => {
    const read = readEvents(text);
    for (const event of read.events) {
      if (!('valueStart' in event) || event.valueStart < 0) continue;
      const scalar = read.text.slice(event.valueStart, event.valueEnd).split('\n')[0] ?? '';
      expect(text.startsWith(scalar, read.toOriginal(event.valueStart))).toBe(true);
    }
    expect(read.text.replace(/^ +/gm, '')).toBe(text.replace(/^ +/gm, ''));
  });

  it.each(['a: [\n1\n', 'a: "x\ny\n', 'a: [\n1 2\n}\n', 'a:\n\tb: 1\n', 'a: b: c\n'])('refuses %j', (text) => {
    expect(() => readEvents(text)).toThrow(SyntaxProblem);
  });

  it('gives up on a document that has too much to indent', () => {
    const text = Array.from({ length: 300 }, (_, n) => `k${n}: [\n]\n`).join('');
    expect(() => readEvents(text)).toThrow('deficient indentation');
  });
});
