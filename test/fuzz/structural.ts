import * as fc from 'fast-check';
import type { Structural } from '../../src/model/schema/custom/structural';
import { valuesOf } from '../../src/model/schema/custom/structural';
import { junk, number, text } from './values';

const MAX_DEPTH = 14;

/** What a structural schema describes, mostly; patterns and bounds are left to luck. */
export function structuralValue(schema: Structural, depth = 0): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 30, arbitrary: fc.constant(null).chain(() => described(schema, depth)) },
    { weight: 1, arbitrary: junk },
  );
}

function described(schema: Structural, depth: number): fc.Arbitrary<unknown> {
  const { type, enum: values, items, properties } = schema;
  if (depth > MAX_DEPTH) return fc.constant(null);
  if (values !== undefined && values.length > 0)
    return fc.oneof(fc.constantFrom(...values), fc.constantFrom(...values), text);
  if (schema['x-kubernetes-int-or-string'] === true) return fc.oneof(number, text);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer' || type === 'number') return number;
  if (type === 'string') return text;
  if (type === 'array') {
    const item = items ?? {};
    return fc
      .constantFrom(0, 1, 1, 1, 2, 2, 3)
      .chain((length) => fc.array(structuralValue(item, depth + 1), { minLength: length, maxLength: length }));
  }
  if (properties !== undefined) return fieldsOf(properties, schema.required ?? [], depth);
  const inMap = valuesOf(schema);
  if (inMap !== undefined) return fc.dictionary(text, structuralValue(inMap, depth + 1), { maxKeys: 3 });
  return junk;
}

/** What is required mostly, and a few others. */
function fieldsOf(
  properties: Readonly<Record<string, Structural>>,
  required: readonly string[],
  depth: number,
): fc.Arbitrary<unknown> {
  const names = Object.keys(properties);
  const few = depth < 4 ? 6 : 3;
  const wanted = fc.constantFrom(true, true, true, true, true, true, false).map((all) => (all ? required : []));
  return fc.tuple(wanted, fc.subarray(names, { maxLength: Math.min(few, names.length) })).chain(([needed, others]) => {
    const chosen = [...new Set([...needed, ...others])].filter((name) => Object.hasOwn(properties, name));
    return fc.record(
      Object.fromEntries(chosen.map((name) => [name, structuralValue(properties[name] ?? {}, depth + 1)])),
    );
  });
}
