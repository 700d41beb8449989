import { GATEWAY_GROUP } from '../api-kinds';
import { viewOf } from '../view';
import type { GatewayObjects } from './gateway-objects';
import type { ObjectReference, ReferenceGrant } from './objects';

/** Who refers to something. */
export interface Referrer {
  readonly kind: string;
  readonly namespace: string;
}

/** What is referred to. */
export interface Referent {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What a reference means: a reference without a namespace stays in that of the object that it stands in. */
export function referentOf(
  { group = '', kind, namespace, name = '' }: ObjectReference,
  own: string,
  kindByDefault: 'Service' | 'Secret',
): Referent {
  return { group, kind: kind ?? kindByDefault, namespace: namespace ?? own, name };
}

export function isService({ group, kind }: Referent): boolean {
  return group === '' && kind === 'Service';
}

export function isSecret({ group, kind }: Referent): boolean {
  return group === '' && kind === 'Secret';
}

/**
 * Whether an object of the Gateway API may refer to another one: within a namespace always, else by a ReferenceGrant in the
 * namespace of what it refers to (https://gateway-api.sigs.k8s.io/api-types/referencegrant/).
 */
export function isGranted({ grants }: Pick<GatewayObjects, 'grants'>, from: Referrer, to: Referent): boolean {
  if (from.namespace === to.namespace) return true;
  const { pairs, others } = indexOf(grants);
  const { namespace } = to;
  const isNamed = ({ metadata, spec }: ReferenceGrant) =>
    metadata.namespace === namespace && isFrom(spec, from) && isTo(spec, to);
  return ['', to.name].some((name) => pairs.has(pairKey(from, { ...to, name }))) || others.some(isNamed);
}

/** So many pairs of `from` and `to` the schema allows in one grant. */
const MOST_PAIRS = 16 * 16;

/** Who may refer to what, as pairs; grants that have more than an API server would take are looked at one by one. */
const indexOf = viewOf((grants: readonly ReferenceGrant[]) => {
  const pairs = new Set<string>();
  const others: ReferenceGrant[] = [];
  for (const grant of grants) {
    const { from: froms = [], to: tos = [] } = grant.spec;
    const { namespace = '' } = grant.metadata;
    if (froms.length * tos.length > MOST_PAIRS) {
      others.push(grant);
      continue;
    }
    for (const from of froms.filter(({ group }) => group === GATEWAY_GROUP))
      for (const { group = '', name = '', ...to } of tos) pairs.add(pairKey(from, { ...to, group, namespace, name }));
  }
  return { pairs, others };
});

function pairKey(from: ObjectReference, { group, kind, namespace, name }: ObjectReference): string {
  return JSON.stringify([from.kind, from.namespace, group, kind, namespace, name]);
}

function isFrom({ from = [] }: ReferenceGrant['spec'], { kind, namespace }: Referrer): boolean {
  return from.some((each) => each.group === GATEWAY_GROUP && each.kind === kind && each.namespace === namespace);
}

function isTo({ to = [] }: ReferenceGrant['spec'], { group, kind, name }: Referent): boolean {
  return to.some((each) => (each.group ?? '') === group && each.kind === kind && ['', name].includes(each.name ?? ''));
}
