import * as fc from 'fast-check';
import { parseManifests } from '../../../../src/model/parse-manifests';
import { decodeCustom } from '../../../../src/model/schema/custom/decode-custom';
import { judge } from '../../../../src/model/schema/custom/judge';
import { readStructural } from '../../../../src/model/schema/custom/read-structural';
import type { JsonObject } from '../../../../src/terms/json';

const HEAD = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'first' } };

/** A schema whose `spec` is this one, in YAML of one line. */
function schemaOf(spec: string) {
  const [read] = parseManifests(`type: object\nproperties: { spec: ${spec} }\n`);
  return readStructural(read);
}

function decode(spec: string, value: unknown) {
  return decodeCustom({ ...HEAD, spec: value }, { schema: schemaOf(spec), hasStatus: true });
}

function say(spec: string, value: unknown, minor = 34): readonly string[] {
  const { completed } = decode(spec, value);
  const { schema, listKeys, rules } = judge(completed, schemaOf(spec), minor);
  return [...schema, ...listKeys, ...rules].map(({ kind, path, detail }) => `${kind} ${path} ${detail}`);
}

const specOf = ({ completed }: { completed: JsonObject }) => completed.spec;

describe('decoding a custom resource', () => {
  test('drops unknown fields and tells their paths in order', () => {
    const spec =
      '{ type: object, properties: { list: { type: array, items: { type: object, properties: { a: { type: string } } } } } }';
    const decoded = decode(spec, { z: 1, list: [{ a: 'x', b: 1 }] });
    expect(decoded.problems.map(({ path }) => path)).toEqual(['spec.list[0].b', 'spec.z']);
    expect(specOf(decoded)).toEqual({ list: [{ a: 'x' }] });
  });

  test('finds unknown fields below a scalar, and none where anything may stand', () => {
    const spec =
      '{ type: object, properties: { name: { type: string }, any: { type: object, x-kubernetes-preserve-unknown-fields: true } } }';
    const decoded = decode(spec, { name: { x: 1 }, any: { deep: [{ x: null }] } });
    expect(decoded.problems.map(({ path }) => path)).toEqual(['spec.name.x']);
    expect(specOf(decoded)).toEqual({ name: {}, any: { deep: [{ x: null }] } });
  });

  test('fills in defaults, within defaults and items as well, and in place of null', () => {
    const spec =
      '{ type: object, properties: { a: { type: object, default: {}, properties: { b: { type: integer, default: 2 } } }, l: { type: array, items: { type: object, properties: { c: { type: string, default: x } } } }, d: { type: string, default: z } } }';
    expect(specOf(decode(spec, { l: [{}], d: null }))).toEqual({ a: { b: 2 }, l: [{ c: 'x' }], d: 'z' });
  });

  test('drops a null that is not allowed and keeps one that is', () => {
    const spec = '{ type: object, properties: { a: { type: string }, b: { type: string, nullable: true } } }';
    expect(specOf(decode(spec, { a: null, b: null }))).toEqual({ b: null });
  });

  test('says nothing of the rest when metadata has a wrong type', () => {
    const given = { ...HEAD, metadata: { name: 'first', labels: { a: 1 } }, spec: { x: 1 } };
    const { problems } = decodeCustom(given, { schema: schemaOf('{ type: object }'), hasStatus: true });
    expect(problems.map(({ problem, path }) => `${problem} ${path}`)).toEqual(['type metadata.labels[a]']);
  });

  test.each([
    [{ generation: '1' }, 'json: cannot unmarshal string into Go struct field ObjectMeta.generation of type int64'],
    [{ labels: { app: 1 } }, 'json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string'],
    [7, 'json: cannot unmarshal number into Go value of type v1.ObjectMeta'],
  ])('tells of metadata %j what the API server does, for which that is no part of a struct', (metadata, detail) => {
    const given = { ...HEAD, metadata };
    const { problems } = decodeCustom(given, { schema: schemaOf('{ type: object }'), hasStatus: true });
    expect(problems).toMatchObject([{ path: expect.stringMatching(/^metadata/) as unknown, detail }]);
  });

  test('leaves out of the typed object what has another type', () => {
    const spec = '{ type: object, properties: { a: { type: integer }, l: { type: array, items: { type: string } } } }';
    const { object } = decode(spec, { a: 'x', l: ['a', 1] });
    expect(object.spec).toEqual({ l: ['a'] });
  });

  test('never changes what it is given', () => {
    const spec =
      '{ type: object, properties: { a: { type: object, default: { b: 1 }, x-kubernetes-preserve-unknown-fields: true } } }';
    fc.assert(
      fc.property(fc.object(), (value) => {
        const before = structuredClone(value);
        decode(spec, value);
        expect(value).toEqual(before);
      }),
    );
  });
});

describe('validating a custom resource', () => {
  test.each([
    [
      '{ type: object, properties: { a: { type: integer } } }',
      { a: '1' },
      'TypeInvalid spec.a Invalid value: "string": spec.a in body must be of type integer: "string"',
    ],
    [
      '{ type: object, properties: { a: { type: integer } } }',
      { a: 1.5 },
      'TypeInvalid spec.a Invalid value: "number": spec.a in body must be of type integer: "number"',
    ],
    [
      '{ type: object, properties: { a: { x-kubernetes-int-or-string: true } } }',
      { a: true },
      'TypeInvalid spec.a Invalid value: "boolean": spec.a in body must be of type integer,string: "boolean"',
    ],
    ['{ type: object, required: [a] }', {}, 'Required spec.a Required value'],
    [
      "{ type: object, properties: { a: { type: string, pattern: '^b$' } } }",
      { a: 'c' },
      `Invalid spec.a Invalid value: "c": spec.a in body should match '^b$'`,
    ],
    [
      '{ type: object, properties: { a: { type: string, maxLength: 1 } } }',
      { a: 'äö' },
      'TooLong spec.a Too long: may not be more than 1 bytes',
    ],
    [
      '{ type: object, properties: { a: { type: string, enum: [x, w] } } }',
      { a: 'z' },
      'NotSupported spec.a Unsupported value: "z": supported values: "x", "w"',
    ],
    [
      '{ type: object, properties: { a: { type: integer, minimum: 1 } } }',
      { a: 0 },
      'Invalid spec.a Invalid value: 0: spec.a in body should be greater than or equal to 1',
    ],
    [
      '{ type: object, properties: { a: { type: number, exclusiveMaximum: true, maximum: 1 } } }',
      { a: 1 },
      'Invalid spec.a Invalid value: 1: spec.a in body should be less than 1',
    ],
    [
      '{ type: object, properties: { a: { type: array, maxItems: 1, items: { type: string } } } }',
      { a: ['x', 'y'] },
      'TooMany spec.a Too many: 2: must have at most 1 item',
    ],
    [
      '{ type: object, properties: { a: { type: string, format: ipv4 } } }',
      { a: '::1' },
      'TypeInvalid spec.a Invalid value: "::1": spec.a in body must be of type ipv4: "::1"',
    ],
    [
      '{ type: object, properties: { a: { type: string, format: ipv4 } } }',
      { a: 443 },
      'TypeInvalid spec.a Invalid value: "int64": spec.a in body must be of type ipv4: "int64"',
    ],
    [
      '{ type: object, properties: { a: { type: string, format: ipv4 } } }',
      { a: true },
      'TypeInvalid spec.a Invalid value: "": spec.a in body must be of type ipv4: ""',
    ],
    [
      '{ type: object, properties: { a: { type: object, additionalProperties: { type: string } } } }',
      { a: { b: 1 } },
      'TypeInvalid spec.a.b Invalid value: "integer": spec.a.b in body must be of type string: "integer"',
    ],
    [
      '{ type: object, not: { required: [a] }, properties: { a: { type: string } } }',
      { a: 'x' },
      'Invalid spec Invalid value: "": "spec" must not validate the schema (not)',
    ],
    [
      '{ type: object, properties: { a: { type: array, x-kubernetes-list-type: set, items: { type: string } } } }',
      { a: ['x', 'x', 'x'] },
      'Duplicate spec.a[1] Duplicate value: "x"',
    ],
  ])('by %s', (schema, value, expected) => expect(say(schema, value)).toEqual([expected]));

  test('takes an integer in a field for numbers, and nothing of what is not there', () => {
    expect(
      say('{ type: object, properties: { a: { type: number }, b: { type: string, minLength: 3 } } }', { a: 1 }),
    ).toEqual([]);
  });

  test('heeds formats of numbers from Kubernetes 1.36 on', () => {
    const schema = '{ type: object, properties: { a: { type: integer, format: int32 } } }';
    expect(say(schema, { a: 2 ** 31 }, 35)).toEqual([]);
    expect(say(schema, { a: 2 ** 31 }, 36)).toHaveLength(1);
  });
});

describe('rules of a custom resource', () => {
  const rule = (text: string, more = '') =>
    `{ type: object, properties: { a: { type: integer }, b: { type: string } }, x-kubernetes-validations: [{ rule: "${text}" ${more} }] }`;

  test('have their message, or stand for themselves', () => {
    expect(say(rule('self.a > 1', ', message: more'), { a: 1 })).toEqual([
      'Invalid spec Invalid value: "object": more',
    ]);
    expect(say(rule('self.a > 1'), { a: 1 })).toEqual([
      'Invalid spec Invalid value: "object": failed rule: self.a > 1',
    ]);
  });

  test('have messages that are expressions, reasons and fields', () => {
    const more = `, messageExpression: "'not ' + string(self.a)", reason: FieldValueForbidden, fieldPath: .a`;
    expect(say(rule('self.a > 1', more), { a: 1 })).toEqual(['Forbidden spec.a Forbidden: not 1']);
  });

  test('are not evaluated of an object without a name', () => {
    const schema = schemaOf("{ type: object, x-kubernetes-validations: [{ rule: 'false' }] }");
    const judged = (metadata: JsonObject) => judge({ ...HEAD, metadata, spec: {} }, schema, 34).rules.length;
    expect(judged({})).toBe(0);
    expect(judged({ generateName: 'first-' })).toBe(1);
  });

  test('that end with an error say so', () => {
    expect(say(rule('self.a > 1', ', message: more'), {})).toEqual([
      'Invalid spec Invalid value: "object": no such key: a evaluating rule: more',
    ]);
  });

  test('are left out when the schema is broken, but for patterns and bounds', () => {
    expect(say(rule('false'), { a: 'x' })).toHaveLength(1);
    const bounded =
      '{ type: object, properties: { a: { type: integer, maximum: 1 } }, x-kubernetes-validations: [{ rule: "false" }] }';
    expect(say(bounded, { a: 2 })).toHaveLength(2);
  });

  test('compare with nothing when the object is new', () => expect(say(rule('self == oldSelf'), { a: 1 })).toEqual([]));

  test('name no type of the value from Kubernetes 1.35 on', () => {
    expect(say(rule('false', ', message: never'), {}, 35)).toEqual(['Invalid spec Invalid value: never']);
  });

  test('see the name of the object at its root', () => {
    const schema = {
      ...schemaOf('{ type: object }'),
      'x-kubernetes-validations': [{ rule: "self.metadata.name == 'x'" }],
    };
    expect(judge({ ...HEAD, spec: {} }, schema, 34).rules.map(({ path }) => path)).toEqual(['']);
  });

  test('read a float where integers are as the error that it is', () => {
    const [manifest] = parseManifests(
      '{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"a"},"spec":{"a":80.0}}',
    );
    const schema = schemaOf(
      '{ type: object, properties: { a: { type: integer } }, x-kubernetes-validations: [{ rule: self.a > 1, message: m }] }',
    );
    const { completed } = decodeCustom(manifest ?? {}, { schema, hasStatus: true });
    const { schema: wrong, rules } = judge(completed, schema, 34);
    expect([...wrong, ...rules].map(({ detail }) => detail)).toEqual([
      'Invalid value: "object": invalid data, expected int, got float64 evaluating rule: m',
    ]);
  });
});
