import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import { Marks } from '../../src/yaml/marks';
import { readPlainYaml } from '../../src/yaml/plain-yaml';
import { readYaml } from '../../src/yaml/yaml-reader';

const read = (text: string) => readPlainYaml(text, 0, text.length);

/** Where every field and item stands, in their order; undefined for what is not read. */
function placesOf(reader: (positions: Marks<number>) => unknown): readonly (number | undefined)[] | undefined {
  const positions = new Marks<number>();
  const below = (value: unknown): readonly (number | undefined)[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, item]) => [
          positions.get(value, Array.isArray(value) ? Number(key) : key),
          ...below(item),
        ]);
  const value = reader(positions);
  return value === undefined ? undefined : below(value);
}

const MANIFEST = `---
# A comment
apiVersion: v1
kind: Service
metadata:
  name:   api  # another
  labels:
spec:

  selector:
    app.kubernetes.io/name: "api"
  ports:
  - name: http
    port: 80
    nodePort:
  -   port: 0x1bb
      targetPort: 'https'
  externalIPs:
    - 192.0.2.1
    -
      - yes
    - "a: b # c"
  sessionAffinity: ~
`;

describe('readPlainYaml', () => {
  it('reads blocks, comments, quotes and the scalars of YAML 1.1', () => {
    expect(read(MANIFEST)).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api', labels: null },
      spec: {
        selector: { 'app.kubernetes.io/name': 'api' },
        ports: [
          { name: 'http', port: 80, nodePort: null },
          { port: 443, targetPort: 'https' },
        ],
        externalIPs: ['192.0.2.1', [true], 'a: b # c'],
        sessionAffinity: null,
      },
    });
  });

  it('reads a stretch of a text and nothing beyond it', () => {
    const text = 'a: 1\n---\nb: 2\n---\nc: 3\n';
    expect(readPlainYaml(text, 5, 14)).toEqual({ b: 2 });
    expect(readPlainYaml('a: 1\nb: 2\n', 0, 5)).toEqual({ a: 1 });
  });

  it.each([
    ['nothing', ''],
    ['a comment', '# a\n'],
    ['a scalar', 'a\n'],
    ['a sequence', '- a\n'],
    ['flow collections', 'a: [1]\n'],
    ['text of several lines', 'a: b\n  c\n'],
    ['text of several lines behind a comment', 'a: b # c\n  d\n'],
    ['quoted text of several lines', 'a: "b\n  c"\n'],
    ['block scalars', 'a: |\n  b\n'],
    ['escapes', 'a: "\\n"\n'],
    ['doubled quotes', "a: 'it''s'\n"],
    ['text after a quote', 'a: "b" c\n'],
    ['anchors', 'a: &b c\n'],
    ['aliases', 'a: *b\n'],
    ['tags', 'a: !!str b\n'],
    ['merges', '<<: a\n'],
    ['tabs', 'a:\tb\n'],
    ['carriage returns that end no line', 'a: b\rc: d\n'],
    ['a carriage return at the end', 'a: b\r'],
    ['letters beyond ASCII', 'a: \u00e9\n'],
    ['the end of a document', 'a: b\n...\n'],
    ['a key that is given twice', 'a: b\na: c\n'],
    ['a key called __proto__', '__proto__: a\n'],
    ['null as a key', 'null: a\n'],
    ['a mapping within a line', 'a: b: c\n'],
    ['a colon at the end', 'a: b:\n'],
    ['a sequence within a line', 'a: - b\n'],
    ['sequences within a line', 'a:\n- - b\n'],
    ['less indentation than before, and more than around', 'a:\n    b: c\n  d: e\n'],
    ['a key among the items', 'a:\n  - b\n  c: d\n'],
    ['numbers that JSON does not have', 'a: .inf\n'],
    ['great depth', `${Array.from({ length: 100 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}\n`],
  ])('leaves %s to the reader of all YAML', (_, text) => expect(read(text)).toBeUndefined());

  it('reads what it reads as the reader of all YAML does', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'b:',
        ' ',
        '  ',
        '\n',
        '\n  ',
        '\n    ',
        '- ',
        '-',
        ': ',
        'a: 1',
        '#',
        ' # c',
        '"',
        "'",
        'yes',
        '0o7',
        '1_0',
      ],
      ...['~', 'null', '---\n', '\n- ', '\n  - ', '<', '.5', '=', '\t', '.', '...', '\\', '|', 'x.y/z: '],
      ...['\r\n', '\r\n  ', '\r\n- ', '\r'],
    );
    const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (text) => {
        const plain = read(text);
        if (plain !== undefined) expect([plain]).toEqual(readYaml(text));
        const places = placesOf((marks) => readPlainYaml(text, 0, text.length, { positions: marks }));
        if (places !== undefined) expect(places).toEqual(placesOf((marks) => readYaml(text, marks)[0]));
      }),
      { numRuns: 20_000 },
    );
  });

  it('reads what is dumped without flow collections, as it was', () => {
    const word = fc
      .stringMatching(/^[a-z][a-z0-9./-]{0,6}$/)
      .filter((text) => !/^(y|n|on|off|yes|no|true|false|null)$/.test(text));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(word, fc.nat(70_000), fc.boolean(), fc.constant(null)),
        fc.dictionary(word, tie('value'), { minKeys: 1 }),
        fc.array(fc.oneof(word, fc.dictionary(word, tie('value'), { minKeys: 1 })), { minLength: 1, maxLength: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(word, value, { minKeys: 1 }), (object) => {
        const plain = { ...object };
        expect(read(dump(plain))).toEqual(plain);
      }),
    );
  });
});
