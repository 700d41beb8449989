import * as fc from 'fast-check';
import type { Structural } from '../../src/model/schema/custom/structural';
import { structuralValue } from './structural';
import { junk, number, text } from './values';

/** Rules that look at every sort of value, some of them at each pair of a list. */
const RULES = [
  ...[
    'self == oldSelf',
    'has(self.a)',
    '!has(self.a) || self.a == self.b',
    'self.a > 3',
    'self.size() < 3',
    'self != ""',
  ],
  ...['self.all(x, x == self[0])', 'self.all(x, self.exists_one(y, x == y))', 'self.map(x, x).sum() > 0'],
  ...['self.all(x, self.all(y, self.all(z, x == y || y == z)))', 'self.filter(x, x in self).size() == self.size()'],
  ...['self.matches("(a|aa)+$")', 'self.matches("[")', 'self.find("[0-9]+") != ""', 'self.split("").join("-") == self'],
  ...['isIP(self) && ip(self).family() == 4', 'cidr(self).containsIP("10.0.0.1")', 'quantity(self).isInteger()'],
  ...['url(self).getHost() == ""', 'duration(self) > duration("1s")', 'timestamp(self).getFullYear() > 2000'],
  ...['self.?a.orValue("x") == "x"', 'self.a[0].b', 'type(self) == string', 'int(self) / 0 == 1', 'self[self]'],
  ...['"%s %d".format([self, 1]) == ""', 'self.substring(1).reverse() == self', 'self.replace("a", self) == self'],
  ...[
    'dyn(self) == 1',
    'self.metadata.name.startsWith("web")',
    'self +',
    ')',
    'undeclared(self)',
    '{"a": self}.a == self',
  ],
  ...['lists.range(100).all(x, x < self)', 'sets.contains(self, self)', 'self.distinct().size() == self.size()'],
  ...['"\\u001b[2J" + self == ""', 'self.sort() == self', 'self ? true : false', '[self, self, self].flatten() == []'],
];

const NAMES = ['a', 'b', 'items', 'name', 'port', '__proto__', 'constructor', 'size'];

const rule = fc.record(
  {
    rule: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...RULES) }, { weight: 1, arbitrary: text }),
    message: text,
    messageExpression: fc.oneof(fc.constantFrom('"is " + self', 'self', '1 / 0', '"\\n"'), text),
    reason: fc.constantFrom(
      'FieldValueInvalid',
      'FieldValueForbidden',
      'FieldValueRequired',
      'FieldValueDuplicate',
      'x',
    ),
    fieldPath: fc.constantFrom('.a', '.items', "['a']", ''),
  },
  { requiredKeys: ['rule'] },
);

/** A structural schema, mostly one that an API server takes. */
const { schema } = fc.letrec<{ readonly schema: Structural }>((tie) => ({
  schema: fc
    .tuple(
      fc.oneof(
        { maxDepth: 4, depthIdentifier: 'schema' },
        fc.record(
          {
            type: fc.constant('string'),
            pattern: fc.oneof(fc.constantFrom('^[a-z]+$', '(a+)+$', '[', '(?=a)'), text),
            format: fc.constantFrom('ipv4', 'date-time', 'byte', 'uri', 'duration', 'x', 'uuid', 'email', 'hostname'),
            minLength: number,
            maxLength: number,
            enum: fc.array(text, { maxLength: 3 }),
            default: text,
          },
          { requiredKeys: ['type'] },
        ),
        fc.record(
          {
            type: fc.constantFrom('integer', 'number', 'boolean'),
            minimum: number,
            maximum: number,
            multipleOf: number,
            exclusiveMinimum: fc.boolean(),
            default: number,
          },
          { requiredKeys: ['type'] },
        ),
        fc.record(
          {
            type: fc.constant('array'),
            items: tie('schema'),
            maxItems: number,
            uniqueItems: fc.boolean(),
            'x-kubernetes-list-type': fc.constantFrom('set', 'map', 'atomic'),
            'x-kubernetes-list-map-keys': fc.subarray(NAMES, { maxLength: 2 }),
          },
          { requiredKeys: ['type', 'items'] },
        ),
        fc.record(
          {
            type: fc.constant('object'),
            properties: fc.dictionary(fc.constantFrom(...NAMES), tie('schema'), { maxKeys: 4, noNullPrototype: true }),
            required: fc.subarray(NAMES, { maxLength: 2 }),
            anyOf: fc.array(fc.record({ required: fc.subarray(NAMES, { maxLength: 2 }) }), { maxLength: 2 }),
            not: fc.record({ required: fc.subarray(NAMES, { minLength: 1, maxLength: 2 }) }),
            minProperties: number,
            default: junk,
            'x-kubernetes-preserve-unknown-fields': fc.boolean(),
          },
          { requiredKeys: ['type', 'properties'] },
        ),
        fc.record({ type: fc.constant('object'), additionalProperties: fc.oneof(tie('schema'), fc.boolean()) }),
        fc.record({ 'x-kubernetes-int-or-string': fc.constant(true) }),
      ),
      fc.array(rule, { maxLength: 2 }),
      fc.constantFrom(true, false, false, false),
    )
    .map(([described, rules, nullable]) => ({
      ...described,
      ...(nullable ? { nullable } : {}),
      ...(rules.length === 0 ? {} : { 'x-kubernetes-validations': rules }),
    })),
}));

const damagedSchema = fc.oneof(
  { weight: 20, arbitrary: schema },
  { weight: 1, arbitrary: junk as fc.Arbitrary<Structural> },
);

/** A definition, and resources that are made by it. */
export const defined = damagedSchema.chain((spec) => {
  const validSpec = typeof spec === 'object' && spec !== null && !Array.isArray(spec) ? spec : {};
  return fc
    .tuple(
      fc.array(structuralValue(validSpec), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('Namespaced', 'Cluster'),
    )
    .map(([values, scope]) => [
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'widgets.example.com' },
        spec: {
          group: 'example.com',
          scope,
          names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
            },
          ],
        },
      },
      ...values.map((value, index) => ({
        apiVersion: 'example.com/v1',
        kind: 'Widget',
        metadata: { name: `web-${index}` },
        spec: value,
      })),
    ]);
});
