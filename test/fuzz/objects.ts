import * as fc from 'fast-check';
import { servedVersion } from '../../src/model/api-kinds';
import { parseManifests } from '../../src/model/parse-manifests';
import type { Schema } from '../../src/model/schema/schema';
import { schemaOf } from '../../src/model/schema/schema-of';
import { RULES } from '../../src/rules/all';
import { isObject } from '../../src/terms/json';
import { junk, number, text } from './values';

type Tree = Readonly<Record<string, unknown>>;

const KINDS = [
  ...[
    'Service',
    'Service',
    'Service',
    'Ingress',
    'Ingress',
    'IngressClass',
    'EndpointSlice',
    'NetworkPolicy',
    'Pod',
    'Deployment',
  ],
  ...[
    'StatefulSet',
    'DaemonSet',
    'ReplicaSet',
    'ReplicationController',
    'Job',
    'CronJob',
    'Secret',
    'ConfigMap',
    'Endpoints',
    'Namespace',
  ],
];

/** An object that is made by the grammar of its kind: fields that exist, mostly with values of their type. */
export const grown: fc.Arbitrary<Tree> = fc.constantFrom(...KINDS).chain((kind) =>
  fc
    .tuple(valueOf(schemaOf(kind), 0), fc.constantFrom('web', 'api', 'shop', ''), fc.constantFrom('', '', 'shop'))
    .map(([value, name, namespace]) => {
      const tree = isObject(value) ? value : {};
      const metadata = isObject(tree.metadata) ? tree.metadata : {};
      return {
        ...tree,
        apiVersion: servedVersion(kind) ?? 'v1',
        kind,
        metadata: { ...metadata, ...(name === '' ? {} : { name }), ...(namespace === '' ? {} : { namespace }) },
      };
    }),
);

const MAX_DEPTH = 14;

function valueOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 30, arbitrary: fc.constant(null).chain(() => typed(schema, depth)) },
    { weight: 1, arbitrary: junk },
  );
}

function typed(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (depth > MAX_DEPTH) return fc.constant(null);
  if (schema === 'boolean') return fc.boolean();
  if (schema === 'int32' || schema === 'int64') return number;
  if (schema === 'intOrString') return fc.oneof(number, text);
  if (schema === 'any') return junk;
  if (typeof schema === 'string' || 'string' in schema) return text;
  if ('list' in schema) {
    return fc
      .constantFrom(0, 1, 1, 1, 2, 2, 3)
      .chain((length) => fc.array(valueOf(schema.list, depth + 1), { minLength: length, maxLength: length }));
  }
  if ('map' in schema) return fc.dictionary(text, valueOf(schema.map, depth + 1), { maxKeys: 3 });
  // The further down, the fewer fields: a Pod has hundreds.
  const fields = Object.keys(schema.fields).filter((name) => name !== 'managedFields');
  const few = depth === 0 ? fields.length : depth < 4 ? 6 : 3;
  return fc
    .subarray(fields, { maxLength: Math.min(few, fields.length) })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, valueOf(schema.fields[name] ?? 'any', depth + 1)]))),
    );
}

const EXAMPLES: readonly (readonly Tree[])[] = RULES.flatMap((rule) => [...rule.passing, ...rule.failing]).map(
  (example) => parseManifests(example.manifests),
);

/** Objects that belong together, of which a few places were changed. */
export const mutated: fc.Arbitrary<readonly Tree[]> = fc
  .tuple(
    fc.constantFrom(...EXAMPLES),
    fc.constantFrom(...EXAMPLES),
    fc.array(fc.tuple(fc.nat(), fc.nat(8), fc.oneof(junk, text, number)), { maxLength: 4 }),
  )
  .map(([first, second, changes]) => {
    const objects = structuredClone<Tree[]>([...first, ...second]);
    for (const [at, way, value] of changes) change(objects, at, way, value);
    return objects.filter(isObject);
  });

/** Changes one place: another value, nothing, twice the same, or what stands at another place. */
function change(objects: Tree[], at: number, way: number, value: unknown): void {
  const places = placesOf(objects);
  const place = places[at % places.length];
  if (place === undefined) return;
  const { holder, key } = place;
  if (way < 3) holder[key] = value;
  else if (way < 5) delete holder[key];
  else if (way < 6 && Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
  else holder[key] = structuredClone(places[(at + way * 7) % places.length]?.holder);
}

interface TreePlace {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesOf(value: unknown): readonly TreePlace[] {
  if (!Array.isArray(value) && !isObject(value)) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(value).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}
