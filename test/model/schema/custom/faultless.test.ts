import * as fc from 'fast-check';
import { Faultless } from '../../../../src/model/schema/custom/faultless';
import { judge } from '../../../../src/model/schema/custom/judge';
import { readStructural } from '../../../../src/model/schema/custom/read-structural';
import type { Readings } from '../../../../src/model/schema/custom/satisfied';
import { Satisfied } from '../../../../src/model/schema/custom/satisfied';

const SCHEMA = readStructural({
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      'x-kubernetes-validations': [
        { rule: "!has(self.labels) || self.labels.all(k, k != 'c' || self.parts[0] != self.parts[1])" },
      ],
      properties: {
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        parts: {
          type: 'array',
          'x-kubernetes-validations': [
            { rule: 'self.all(l, !has(l.name) || self.exists_one(r, has(r.name) && r.name == l.name))' },
          ],
          items: {
            type: 'object',
            required: ['name'],
            properties: { name: { type: 'string', maxLength: 2 }, count: { type: 'integer', maximum: 2 } },
            'x-kubernetes-validations': [{ rule: "!has(self.count) || self.name != 'b'" }],
          },
        },
      },
    },
  },
});

const part = fc.record(
  { name: fc.constantFrom('a', 'b', 'abc', 1), count: fc.constantFrom(1, 2, 3, 'x') },
  { requiredKeys: [] },
);
const labels = fc.dictionary(fc.constantFrom('a', 'c'), fc.constant('x'));
const object = fc.record({
  metadata: fc.constant({ name: 'a' }),
  spec: fc.record({ parts: fc.array(part, { maxLength: 4 }), labels }, { requiredKeys: ['parts'] }),
});

test('what is remembered of other objects changes no verdict', () => {
  fc.assert(
    fc.property(fc.array(object, { minLength: 1, maxLength: 300, size: 'max' }), (objects) => {
      const memories = {
        schema: new Faultless(),
        rules: { faultless: new Faultless(), satisfied: new Satisfied() },
      };
      for (const each of objects) expect(judge(each, SCHEMA, 34, memories)).toEqual(judge(each, SCHEMA, 34));
    }),
    { numRuns: 20 },
  );
});

test('where values differ, it stops to ask for them', () => {
  const faultless = new Faultless();
  let looks = 0;
  const look = () => ++looks > 0;
  for (let index = 0; index < 200; index++) faultless.unlessKnown({ index }, SCHEMA, look);
  for (let index = 0; index < 10; index++) faultless.unlessKnown({ index: 0 }, SCHEMA, look);
  expect(looks).toBe(210);
});

test('a value that is alike is judged once, a faulty one each time', () => {
  const faultless = new Faultless();
  const looks = { good: 0, bad: 0 };
  for (let round = 0; round < 10; round++) {
    faultless.unlessKnown({ a: 1 }, SCHEMA, () => ++looks.good > 0);
    faultless.unlessKnown({ a: 2 }, SCHEMA, () => ++looks.bad < 0);
  }
  expect(looks).toEqual({ good: 1, bad: 10 });
});

test('rules are asked again only of what they read', () => {
  const satisfied = new Satisfied();
  let looks = 0;
  const rules = (value: { readonly kind: string; readonly port?: number }) => (readings?: Readings) => {
    looks++;
    readings?.note(['kind'], value.kind);
    if (value.kind === 'Service') readings?.note(['port'], value.port);
    return value.kind !== 'Service' || value.port !== undefined;
  };
  const judged = (value: { readonly kind: string; readonly port?: number; readonly name?: string }) => {
    const before = looks;
    satisfied.unlessKnown(value, SCHEMA, rules(value));
    return looks > before;
  };
  expect(judged({ kind: 'Service', port: 80, name: 'a' })).toBe(true);
  expect(judged({ kind: 'Service', port: 80, name: 'b' })).toBe(false);
  expect(judged({ kind: 'Service', name: 'a' })).toBe(true);
  expect(judged({ kind: 'Service', name: 'a' })).toBe(true);
  expect(judged({ kind: 'Other', port: 80 })).toBe(true);
  expect(judged({ kind: 'Other' })).toBe(false);
});
