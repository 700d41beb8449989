import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import { Marks } from '../../src/yaml/marks';
import { SyntaxProblem } from '../../src/yaml/syntax-problem';
import { readYaml } from '../../src/yaml/yaml-reader';
import cases from '../fixtures/yaml/cases.json';
import random from '../fixtures/yaml/random.json';

describe('readYaml', () => {
  it.each([...cases, ...random])('makes what Kubernetes makes of $text', ({ text, value, error }) => {
    if (error === undefined) expect(readYaml(text)[0] ?? null).toEqual(value);
    else expect(() => readYaml(text)).toThrow(SyntaxProblem);
  });

  it('reads what was written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        // That `1_0` and `0O17` are numbers is all of YAML 1.1 that the writer does not know.
        const given = JSON.parse(JSON.stringify(value).replaceAll('_', '').toLowerCase()) as unknown;
        expect(readYaml(dump(given, { noRefs: true }))).toEqual([given]);
      }),
    );
  });

  it('reads several documents, whose anchors are their own', () => {
    expect(readYaml('a: &x 1\n---\nb: 2\n')).toEqual([{ a: 1 }, { b: 2 }]);
    expect(() => readYaml('a: &x 1\n---\nb: *x\n')).toThrow("there is no anchor 'x'");
  });

  it('makes a tree: what aliases stand for is copied', () => {
    const [{ a, b }] = readYaml('a: &x {y: [1]}\nb: *x\n') as [{ a: object; b: object }];
    expect(b).toEqual(a);
    expect(b).not.toBe(a);
  });

  it('takes __proto__ for a key like any other', () => {
    const [value] = readYaml('{__proto__: {x: 1}, a: &a {__proto__: 2}, b: *a, c: {<<: *a}}') as [
      Record<string, object>,
    ];
    expect(Object.keys(value)).toEqual(['__proto__', 'a', 'b', 'c']);
    for (const key of ['a', 'b', 'c']) expect(Object.entries(value[key] ?? {})).toEqual([['__proto__', 2]]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('refuses aliases that multiply', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n},`.repeat(9)}]\n`);
    expect(() => readYaml(`l0: &l0 [x]\n${levels.join('')}`)).toThrow(
      'nearly all values of the document come from aliases',
    );
  });

  it.each([
    [
      'a: &a [x, z]\nb: [*a, *a]\n',
      [
        {
          a: ['x', 'z'],
          b: [
            ['x', 'z'],
            ['x', 'z'],
          ],
        },
      ],
    ],
    ['&a [&a b, *a]\n', [['b', 'b']]],
  ])('follows the aliases of %j', (text, value) => expect(readYaml(text)).toEqual(value));

  it('counts what aliases stand for as Kubernetes does', () => {
    const aliases = (values: number, count: number) => `a: &a [${'x,'.repeat(values)}]\nb: [${'*a,'.repeat(count)}]\n`;
    expect(readYaml(aliases(100, 3000))).toHaveLength(1);
    expect(readYaml(aliases(1000, 100))).toHaveLength(1);
    expect(() => readYaml(aliases(1000, 300))).toThrow('come from aliases');
  });

  it('takes what follows a document without a marker for nothing', () => {
    expect(readYaml('{a: b}\n}\n')).toEqual([{ a: 'b' }]);
    expect(readYaml('{a: b}\n...\n---\n{c: d}\n')).toEqual([{ a: 'b' }, { c: 'd' }]);
  });

  it('refuses what lies too deep', () => {
    expect(() => readYaml(`${'['.repeat(600)}${']'.repeat(600)}`)).toThrow(SyntaxProblem);
  });

  it.each([
    ['a: 1\nb: {c: 1, c: 2}\n', 15, "the key 'c' is given twice"],
    ['a: 1\n~: 2\n', 5, 'null cannot be the key'],
    ['a: [b, *c]\n', 7, "there is no anchor 'c'"],
    ['host: *.example.com\n', 6, 'put quotes around it'],
    ['a: [\nb\n]\nc: .inf\n', 12, '.inf is a number that JSON does not have'],
    ['a: {\nb: 1, b: 2\n}\n', 11, 'given twice'],
  ])('says where %j is wrong', (text, offset, reason) => {
    const error = problemOf(text);
    expect(error.offset).toBe(offset);
    expect(error.reason).toContain(reason);
  });

  it('notes where fields and items stand, at the offsets of the text as it was given', () => {
    const text = 'a:\n  - "x"\n  - &y [\n1, {b: 2}\n]\nc: {\nd: 3 }\n';
    const positions = new Marks<number>();
    const [value] = readYaml(text, positions) as [{ a: [string, [number, object]]; c: object }];
    const found = (holder: object, key: number | string) => text.slice(positions.get(holder, key)).split(/[\s,:]/)[0];
    expect(found(value, 'a')).toBe('a');
    expect(found(value.a, 0)).toBe('"x"');
    expect(found(value.a, 1)).toBe('[');
    expect(found(value.a[1], 0)).toBe('1');
    expect(found(value.a[1], 1)).toBe('{b');
    expect(found(value.a[1][1], 'b')).toBe('b');
    expect(found(value.c, 'd')).toBe('d');
  });
});

function problemOf(text: string): SyntaxProblem {
  try {
    readYaml(text);
  } catch (error) {
    if (error instanceof SyntaxProblem) return error;
    throw error;
  }
  throw new Error('it was read');
}
