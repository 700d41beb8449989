import * as fc from 'fast-check';
import type { Damage } from './damage';
import { damaged, damageOf } from './damage';
import type { ClusterFacts } from './facts';
import type { Field, Kind, Path } from './fields';
import { fieldsOf, KINDS } from './fields';
import { GATEWAY_KINDS, GATEWAY_SPECS, isGatewayKind } from './gateway-kinds';
import type { Format } from './manifest-text';
import { Literal, textOf, Twice } from './manifest-text';
import { jsonLiteral, otherType, yamlLiteral } from './values';

/** One object as it is sent. */
export interface Sent {
  readonly kind: Kind;
  readonly format: Format;
  /** JSON, with literals where JSON cannot say it. */
  readonly object: Tree;
  /** What happened to its text. */
  readonly damage?: Damage;
}

/** The text of an object as it is sent. */
export function sentText({ object, format, damage }: Sent): string {
  const text = textOf(object, format);
  return damage === undefined ? text : damaged(text, damage);
}

/** Objects that are created one after the other, while the earlier ones stay. */
export type Case = readonly Sent[];

export type Tree = { [key: string]: unknown };

/**
 * Objects of all kinds: valid ones in which a few things were changed, others in which many things were changed of
 * which none was found to be wrong, and Services that get into each other's way.
 *
 * @param accepts whether an object is found to be all right
 */
export function caseOf(
  facts: ClusterFacts,
  accepts: (sent: Sent) => boolean,
  isGatewayApi = false,
): fc.Arbitrary<Case> {
  const kinds: readonly Kind[] = isGatewayApi
    ? (Object.keys(GATEWAY_KINDS) as Kind[])
    : [
        'Service',
        'Service',
        'Service',
        'Service',
        'Ingress',
        'Ingress',
        'EndpointSlice',
        'EndpointSlice',
        'IngressClass',
        'NetworkPolicy',
      ];
  const single = fc.constantFrom(...kinds).chain((kind) => sentOf(kind, facts).map((sent): [Sent] => [sent]));
  const careful = fc
    .constantFrom(...kinds)
    .chain((kind) => carefullyChanged(kind, facts, accepts).map((sent) => [sent]));
  const sequence = fc.array(collidingService(facts), { minLength: 2, maxLength: 4 });
  const broken = single.chain(([sent]) => damageOf(sent.format).map((damage) => [{ ...sent, damage }]));
  // Twice the same kind, often by the same name.
  const repeated = fc
    .constantFrom(...kinds)
    .chain((kind) => fc.array(sentOf(kind, facts), { minLength: 2, maxLength: 3 }));
  return fc.oneof(
    { weight: 6, arbitrary: single },
    { weight: 2, arbitrary: broken },
    { weight: 1, arbitrary: repeated },
    { weight: 3, arbitrary: careful },
    ...(isGatewayApi ? [] : [{ weight: 1, arbitrary: sequence }]),
  );
}

function sentOf(kind: Kind, facts: ClusterFacts): fc.Arbitrary<Sent> {
  const format = fc.constantFrom<Format>('json', 'json', 'yaml', 'plain', 'flow');
  const field = fc.constantFrom(...fieldsOf(kind, facts)).chain(changeOf);
  const fields = fc.oneof(
    { weight: 5, arbitrary: fc.array(field, { minLength: 1, maxLength: 1 }) },
    { weight: 3, arbitrary: fc.array(field, { minLength: 2, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.array(field, { maxLength: 5 }) },
  );
  return fc.tuple(fc.constantFrom(...basesOf(kind, facts)), fields, format).chain(([base, changes, format]) => {
    const more = fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      // Of a NetworkPolicy, only some of what can be wrong is looked at.
      {
        weight: kind === 'NetworkPolicy' ? 0 : 1,
        arbitrary: fc.array(anywhere(format), { minLength: 1, maxLength: 2 }),
      },
    );
    return more.map((others) => ({ kind, format, object: changed(base, [...changes, ...others]) }));
  });
}

/** An object that is accepted for all that is known here, however much of it was changed. */
function carefullyChanged(kind: Kind, facts: ClusterFacts, accepts: (sent: Sent) => boolean): fc.Arbitrary<Sent> {
  const change = fc.constantFrom(...fieldsOf(kind, facts)).chain(changeOf);
  const changes = fc.array(change, { minLength: 4, maxLength: 12 });
  return fc
    .tuple(fc.constantFrom(...basesOf(kind, facts)), changes, fc.constantFrom<Format>('json', 'yaml', 'plain', 'flow'))
    .map(([base, each, format]) => {
      const start: Sent = { kind, format, object: base };
      return each.reduce((sent, one) => {
        const next = { ...sent, object: changed(sent.object, [one]) };
        return accepts(next) ? next : sent;
      }, start);
    });
}

/** Services that ask for what another one has. */
function collidingService(facts: ClusterFacts): fc.Arbitrary<Sent> {
  const { addresses, nodePorts } = facts;
  const spec = fc.record(
    {
      type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'NodePort', 'LoadBalancer', 'ExternalName'),
      clusterIP: fc.constantFrom(...addresses.slice(0, 3), 'None'),
      externalTrafficPolicy: fc.constantFrom('Local', 'Cluster'),
      healthCheckNodePort: fc.constantFrom(...nodePorts.slice(0, 3)),
      externalName: fc.constant('example.com'),
    },
    { requiredKeys: ['type'] },
  );
  const port = fc.record(
    {
      name: fc.constantFrom('a', 'b', 'c'),
      port: fc.constantFrom(53, 80),
      protocol: fc.constantFrom('TCP', 'UDP'),
      nodePort: fc.constantFrom(...nodePorts.slice(0, 3)),
    },
    { requiredKeys: ['name', 'port'] },
  );
  return fc
    .tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), spec, fc.array(port, { minLength: 1, maxLength: 2 }))
    .map(([name, given, ports]) => ({
      kind: 'Service',
      format: 'json',
      object: { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { ...given, ports } },
    }));
}

function basesOf(kind: Kind, { namespace }: ClusterFacts): readonly Tree[] {
  const object = (rest: Tree, name = 'web') => ({
    apiVersion: KINDS[kind].apiVersion,
    kind,
    metadata: { name },
    ...rest,
  });
  const backend = { service: { name: 'web', port: { number: 80 } } };
  if (isGatewayKind(kind)) {
    const name = GATEWAY_KINDS[kind].namespaced ? 'web' : namespace;
    return GATEWAY_SPECS[kind].map((spec) => object({ spec }, name));
  }
  switch (kind) {
    case 'Service':
      return [
        object({ spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } }),
        object({
          spec: {
            ports: [
              { name: 'a', port: 80 },
              { name: 'b', port: 443 },
            ],
          },
        }),
        object({ spec: { clusterIP: 'None', selector: { app: 'web' } } }),
        object({ spec: { clusterIP: 'None' } }),
        object({ spec: { type: 'NodePort', ports: [{ port: 80 }] } }),
        object({ spec: { type: 'LoadBalancer', ports: [{ port: 80 }] } }),
        object({ spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local', ports: [{ port: 80 }] } }),
        object({ spec: { type: 'ExternalName', externalName: 'example.com' } }),
      ];
    case 'Ingress':
      return [
        object({
          spec: { rules: [{ host: 'example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }] },
        }),
        object({ spec: { defaultBackend: backend } }),
      ];
    case 'IngressClass':
      return [
        object({ spec: { controller: 'example.com/controller' } }, namespace),
        object(
          { spec: { controller: 'example.com/controller', parameters: { kind: 'ConfigMap', name: 'a' } } },
          namespace,
        ),
        object(
          {
            spec: {
              controller: 'example.com/c',
              parameters: { kind: 'ConfigMap', name: 'a', scope: 'Namespace', namespace: 'a' },
            },
          },
          namespace,
        ),
      ];
    case 'NetworkPolicy':
      return [
        object({
          spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 80 }] }] },
        }),
        object({
          spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '2001:db8::/32' } }], ports: [{ port: 80 }] }] },
        }),
      ];
    case 'EndpointSlice':
      return [
        object({ addressType: 'IPv4', endpoints: [{ addresses: ['10.1.2.3'] }], ports: [{ port: 80 }] }),
        object({ addressType: 'IPv6', endpoints: [{ addresses: ['2001:db8::1'] }] }),
        object({
          addressType: 'FQDN',
          endpoints: [{ addresses: ['db.example.com'] }],
          ports: [
            { name: 'a', port: 80 },
            { name: 'b', port: 81 },
          ],
        }),
      ];
  }
}

type Change = (object: Tree) => void;

function changeOf({ path, values }: Field): fc.Arbitrary<Change> {
  return values.map((value) => (object: Tree) => set(object, path, value));
}

/** A change of whatever stands at some place. */
function anywhere(format: Format): fc.Arbitrary<Change> {
  const literal: fc.Arbitrary<unknown> = format === 'json' ? jsonLiteral : yamlLiteral;
  const replacement = fc.oneof({ weight: 1, arbitrary: otherType }, { weight: 2, arbitrary: literal });
  const extra = fc.constantFrom(
    'foo',
    'topologyKeys',
    'ipFamily',
    'targetport',
    'clusterIp',
    '__proto__',
    'constructor',
    'toString',
    '',
    'Spec',
  );
  const change = fc.oneof(
    replacement.map((value) => (holder: Tree, key: string) => put(holder, key, value)),
    fc.constant((holder: Tree, key: string) => void delete holder[key]),
    extra.map((name) => (holder: Tree, key: string) => {
      const value = holder[key];
      if (isTree(value)) put(value, name, 'x');
    }),
    fc.constant((holder: Tree, key: string) => {
      if (Array.isArray(holder)) return;
      put(
        holder,
        key.replace(/[a-z]/, (letter) => letter.toUpperCase()),
        holder[key],
      );
    }),
    fc.constant((holder: Tree, key: string) => {
      const value = holder[key];
      if (Array.isArray(value)) value.push(...(value as unknown[]));
    }),
  );
  return fc.tuple(fc.nat(), change).map(([at, apply]) => (object: Tree) => {
    const places = placesOf(object).filter(({ key }) => key !== 'kind' && key !== 'apiVersion');
    const place = places[at % places.length];
    if (place !== undefined) apply(place.holder, place.key);
  });
}

function changed(base: Tree, changes: readonly Change[]): Tree {
  const object = copyOf(base) as Tree;
  for (const change of changes) change(object);
  return object;
}

/** Writes a value, with all that leads there unless something else is in the way. */
function set(object: Tree, path: Path, value: unknown): void {
  let holder: unknown = object;
  for (const [index, key] of path.entries()) {
    if (typeof holder !== 'object' || holder === null || Array.isArray(holder) !== (typeof key === 'number')) return;
    const tree = holder as Tree;
    if (index === path.length - 1) put(tree, String(key), copyOf(value));
    // A list has no gaps.
    else if (Array.isArray(holder) && typeof key === 'number' && key > holder.length) return;
    else if (tree[key] === undefined || tree[key] === null) tree[key] = typeof path[index + 1] === 'number' ? [] : {};
    holder = tree[key];
  }
}

/** Sets a field, also one called `__proto__`. */
function put(holder: Tree, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

/** All places of an object, the upper ones first. */
export function placesOf(tree: unknown): { readonly holder: Tree; readonly key: string }[] {
  if (!Array.isArray(tree) && !isTree(tree)) return [];
  const holder = tree as Tree;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}

/** A copy in which literals are literals. */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  return isTree(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)])) : value;
}

function isTree(value: unknown): value is Tree {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Literal) &&
    !(value instanceof Twice)
  );
}
