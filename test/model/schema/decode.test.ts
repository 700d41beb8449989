import * as fc from 'fast-check';
import { parseManifests } from '../../../src/model/parse-manifests';
import { decode } from '../../../src/model/schema/decode';
import { list, openStruct, STRING_MAP, struct } from '../../../src/model/schema/schema';
import { schemaOf } from '../../../src/model/schema/schema-of';

const SPEC = struct('Spec', {
  text: 'string',
  alias: { string: 'Alias' },
  flag: 'boolean',
  number: 'int32',
  big: 'int64',
  either: 'intOrString',
  time: 'time',
  labels: STRING_MAP,
  texts: list('string'),
  parts: list(struct('Part', { name: 'string' })),
  anything: 'any',
});
const SCHEMA = struct('Thing', { spec: SPEC });

describe('decoding', () => {
  it('returns what is right as it is', () => {
    const thing = {
      spec: { text: 'x', flag: false, number: -1, either: 'a', labels: { a: '' }, parts: [{}], anything: [1] },
    };
    const { object, problems } = decode(thing, SCHEMA);
    expect(problems).toEqual([]);
    expect(object).toBe(thing);
  });

  it.each([
    ['text', 5, 'json: cannot unmarshal number into Go struct field Spec.spec.text of type string'],
    ['alias', true, 'json: cannot unmarshal bool into Go struct field Spec.spec.alias of type v1.Alias'],
    ['flag', 'true', 'json: cannot unmarshal string into Go struct field Spec.spec.flag of type bool'],
    ['number', '80', 'json: cannot unmarshal string into Go struct field Spec.spec.number of type int32'],
    ['number', 80.5, 'json: cannot unmarshal number 80.5 into Go struct field Spec.spec.number of type int32'],
    ['number', 2 ** 31, 'json: cannot unmarshal number 2147483648 into Go struct field Spec.spec.number of type int32'],
    ['either', false, 'json: cannot unmarshal bool into Go struct field Spec.spec.either of type int32'],
    ['labels', { a: 1 }, 'json: cannot unmarshal number into Go struct field Spec.spec.labels of type string'],
    ['texts', 'x', 'json: cannot unmarshal string into Go struct field Spec.spec.texts of type []string'],
    ['parts', [5], 'json: cannot unmarshal number into Go struct field Spec.spec.parts of type v1.Part'],
    ['parts', [{ name: [] }], 'json: cannot unmarshal array into Go struct field Part.spec.parts.name of type string'],
    [
      'time',
      'yesterday',
      'parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"',
    ],
  ])('says of %s: %j what the API server says', (field, value, detail) => {
    expect(decode({ spec: { [field]: value } }, SCHEMA).problems).toMatchObject([{ problem: 'type', detail }]);
  });

  it('finds everything at once, with indices and keys', () => {
    const { problems } = decode({ spec: { parts: [{}, { nam: 'x' }], labels: { 'a.b': 1 }, Text: '' } }, SCHEMA);
    expect(problems.map(({ problem, path }) => `${problem} ${path}`)).toEqual([
      'unknownField spec.parts[1].nam',
      'type spec.labels[a.b]',
      'unknownField spec.Text',
    ]);
  });

  it('does not look at what it does not know of an open struct', () => {
    expect(decode({ spec: { x: 1 }, y: 2 }, openStruct('Any', { spec: openStruct('Spec', {}) })).problems).toEqual([]);
  });

  it('drops nulls, and takes them for zero in lists and maps', () => {
    const { object, problems } = decode(
      { spec: { text: null, labels: { a: null }, texts: [null], parts: [null] } },
      SCHEMA,
    );
    expect(problems).toEqual([]);
    expect(object).toEqual({ spec: { labels: { a: '' }, texts: [''], parts: [{}] } });
  });

  it('prints names of unknown fields as Go quotes them', () => {
    const { problems } = decode({ 'a\u00a0"': 1 }, struct('Thing', {}));
    expect(problems.map(({ detail }) => detail)).toEqual(['unknown field "a\\u00a0\\""']);
  });

  it('reads all digits of an integer in JSON', () => {
    const problemsOf = (digits: string) => {
      const [json] = parseManifests(`{"kind": "Thing", "spec": {"big": ${digits}}}`);
      return decode(json ?? {}, struct('Thing', { kind: 'string', spec: SPEC })).problems;
    };
    expect(problemsOf('9223372036854775807')).toEqual([]);
    expect(problemsOf('-9223372036854775808')).toEqual([]);
    expect(problemsOf('9223372036854775808').map(({ detail }) => detail)).toEqual([
      expect.stringContaining('cannot unmarshal number 9223372036854775808 into'),
    ]);
  });

  it('refuses integers that JSON writes with a fraction or an exponent', () => {
    const [json] = parseManifests('{"spec": {"number": 80.0, "either": 8e1}}');
    const [yaml] = parseManifests('spec: { number: 80.0 }');
    expect(decode(json ?? {}, SCHEMA).problems.map(({ path }) => path)).toEqual(['spec.number', 'spec.either']);
    expect(decode(yaml ?? {}, SCHEMA).problems).toEqual([]);
  });

  it('knows a schema for everything', () => {
    expect(decode({ metadata: { name: 5 }, x: 1 }, schemaOf(undefined)).problems).toHaveLength(1);
    expect(schemaOf('constructor')).toBe(schemaOf(undefined));
  });

  it('takes nothing but objects apart, whatever they hold, and what it returns decodes as itself', () => {
    const kinds = fc.constantFrom('Service', 'Ingress', 'EndpointSlice', 'Deployment', undefined);
    fc.assert(
      fc.property(kinds, fc.dictionary(fc.constantFrom('metadata', 'spec', 'kind'), fc.jsonValue()), (kind, object) => {
        const first = decode(object, schemaOf(kind));
        if (first.problems.length === 0) {
          expect(decode(first.object, schemaOf(kind))).toEqual({ object: first.object, problems: [] });
        }
      }),
    );
  });
});
