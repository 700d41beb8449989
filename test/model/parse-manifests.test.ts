import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import { ManifestError, parseManifests } from '../../src/model/parse-manifests';
import { readApiCases } from '../fixtures/api/cases';

const kinds = (text: string) => parseManifests(text).map(({ kind }) => kind);

describe('parseManifests', () => {
  it.each([
    ['one document', 'kind: A', ['A']],
    ['several documents', 'kind: A\n---\nkind: B\n', ['A', 'B']],
    ['documents that are ended', 'kind: A\n...\n---\nkind: B\n...\n', ['A', 'B']],
    ['empty documents', '---\n---\n# nothing\n---\nkind: A\n---\nnull\n---\n', ['A']],
    ['Windows line ends', 'kind: A\r\n---\r\nkind: B\r\n', ['A', 'B']],
    ['a byte order mark', '\uFEFFkind: A\n', ['A']],
    ['JSON', '{"kind": "A"}', ['A']],
    ['JSON objects one after the other', '{"kind": "A"}\n{"kind": "B"}', ['A', 'B']],
    ['JSON and YAML', '{"kind": "A"}\n---\nkind: B\n', ['A', 'B']],
    ['a flow mapping', '{kind: A, spec: {x: yes}}', ['A']],
    ['a list', 'kind: List\nitems:\n- kind: A\n- kind: List\n  items: [{kind: B}]\n', ['A', 'B']],
    ['a list of one kind', 'kind: ServiceList\napiVersion: v1\nitems:\n- metadata: {name: a}\n', ['Service']],
    ['an empty list', 'kind: List\n---\nkind: List\nitems: null\n---\nkind: ServiceList\nitems: []\n', []],
    ['a kind that is not a list', 'kind: AllowList\nspec: {items: []}\n', ['AllowList']],
    ['nothing', '', []],
    ['comments', '# nothing\n', []],
  ])('reads %s', (_, text, found) => expect(kinds(text)).toEqual(found));

  it('gives items of a list of one kind its version', () => {
    const text = 'kind: IngressList\napiVersion: networking.k8s.io/v1\nitems:\n- metadata: {name: a}\n';
    expect(parseManifests(text)).toEqual([
      { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'a' } },
    ]);
  });

  it.each([
    ['a text', 'hello\n', 1, 1],
    ['a list at the top', 'kind: A\n---\n# c\n- a\n', 4, 1],
    ['a number in JSON', '{"kind": "List", "items": [3]}', 1, 1],
    ['a key twice', 'kind: A\nspec:\n  x: 1\n  x: 2\n', 4, 3],
    ['a key twice in JSON', '{"kind": "A",\n "kind": "B"}', 2, 2],
    ['a merged key again', 'base: &b {x: 1}\nc:\n  <<: *b\n  x: 2\n', 4, 3],
    ['bad indentation', 'a:\n  b: 1\n c: 2\n', 3, 2],
    ['a tab', 'a: 1\n---\na:\n\tb: 1\n', 4, 1],
    ['JSON with a comma too many', '{"kind": "A",}', 1, 14],
  ])('says where it cannot go on: %s', (_, text, line, column) => {
    let error: unknown;
    try {
      parseManifests(text, { source: 'bad.yaml' });
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(ManifestError);
    expect(error).toMatchObject({ source: 'bad.yaml', line, column });
    expect((error as ManifestError).message).toMatch(new RegExp(`^bad\\.yaml:${line}:${column}: .+`));
  });

  it('reads what was written', () => {
    const object = fc
      .dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))
      .map((fields) => ({ ...fields, kind: 'A' }));
    fc.assert(
      fc.property(fc.array(object, { minLength: 1, maxLength: 4 }), fc.boolean(), (objects, json) => {
        // That `1_0` and `0O17` are numbers is all of YAML 1.1 that the writer does not know.
        const given = JSON.parse(JSON.stringify(objects).replaceAll('_', '').toLowerCase()) as unknown[];
        const write = (each: unknown) => (json ? JSON.stringify(each) : dump(each, { noRefs: true }));
        expect(parseManifests(given.map(write).join('\n---\n'))).toEqual(given);
      }),
    );
  });

  it('throws nothing but ManifestErrors, whatever the text', () => {
    const pieces = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '&a ',
      '*a',
      '|',
      '#',
      '---',
      '\t',
      '<<',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        try {
          parseManifests(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(ManifestError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('says what is wrong behind very many comments', () => {
    expect(() => parseManifests(`${'#\n'.repeat(5_000_000)}80`)).toThrow(
      expect.objectContaining({ constructor: ManifestError, line: 5_000_001 }) as Error,
    );
  });

  it('reads every text that a real API server accepted', () => {
    const accepted = readApiCases().filter(({ raw, verdicts }) => raw !== undefined && verdicts['1.34'].accepted);
    for (const { raw = '' } of accepted) expect(parseManifests(raw)).toHaveLength(1);
  });
});
