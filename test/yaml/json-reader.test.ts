import * as fc from 'fast-check';
import { readJson } from '../../src/yaml/json-reader';
import { Marks } from '../../src/yaml/marks';
import { numberLiteral } from '../../src/yaml/number-literals';
import { SyntaxProblem } from '../../src/yaml/syntax-problem';

describe('readJson', () => {
  it('reads what was written, in any layout', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('', '  ', '\t'), (value, layout) => {
        const text = JSON.stringify(value, undefined, layout);
        expect(readJson(text)).toEqual([JSON.parse(text)]);
      }),
    );
  });

  it('reads values one after the other', () => {
    expect(readJson('{"a": 1}\n[2]{}')).toEqual([{ a: 1 }, [2], {}]);
    expect(readJson(' \n')).toEqual([]);
  });

  it('takes __proto__ for a key like any other', () => {
    const [value] = readJson('{"__proto__": {"x": 1}}') as [object];
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('makes the replacement character of half a pair of surrogates, as Go does', () => {
    expect(readJson('["\\ud83d", "\\ude00\\ud83d", "\\ud83d\\ude00"]')).toEqual([
      ['\uFFFD', '\uFFFD\uFFFD', '\u{1F600}'],
    ]);
  });

  it('knows how numbers were written that Go reads no integer from', () => {
    const [value] = readJson('{"a": 80.0, "b": [8e1, 80], "c": 1E400}') as [{ b: number[] }];
    expect(numberLiteral(value, 'a')).toBe('80.0');
    expect(numberLiteral(value.b, 0)).toBe('8e1');
    expect(numberLiteral(value.b, 1)).toBeUndefined();
    expect(numberLiteral(value, 'c')).toBe('1E400');
  });

  it('notes where fields and items stand', () => {
    const text = '{"a": [1, {"b": 2}]}';
    const positions = new Marks<number>();
    const [value] = readJson(text, positions) as [{ a: [number, object] }];
    expect(positions.get(value, 'a')).toBe(1);
    expect(positions.get(value.a, 1)).toBe(10);
    expect(positions.get(value.a[1], 'b')).toBe(11);
  });

  it.each([
    ['{"a": 080}', 7],
    ['{"a": 0x50}', 7],
    ['{"a": +80}', 6],
    ['{"a": NaN}', 6],
    ['{"a": .8}', 6],
    ["{'a': 1}", 1],
    ['{"a": 1,}', 8],
    ['[1,]', 3],
    ['{"a" 1}', 5],
    ['{"a": 1', 7],
    ['{"a": "x', 6],
    ['{"a": "x\ny"}', 6],
    ['{"a": "\\x"}', 6],
    ['{"a": 1} x', 9],
    ['{"a": 1, "a": 2}', 9],
    ['{"a": {"b": 1, "\\u0062": 2}}', 15],
  ])('refuses %s', (text, offset) => {
    let problem: unknown;
    try {
      readJson(text);
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(SyntaxProblem);
    expect((problem as SyntaxProblem).offset).toBe(offset);
  });

  it('refuses what lies too deep', () => {
    expect(() => readJson(`${'['.repeat(600)}${']'.repeat(600)}`)).toThrow('500 levels');
  });
});
