import { mistyped } from '../../terms/nearest';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import { GATEWAY_GROUP } from '../api-kinds';
import { gatewayObjectsOf } from '../gateway/gateway-objects';
import type { ParentReference } from '../gateway/objects';
import type { Elsewhere, World } from './world';
import { externalTo, mayBeOneNamespace } from './world';

/**
 * The parent of a route that may well be made by somebody else: a Gateway of a platform, or a ListenerSet. Undefined where it is in
 * the input, or the input shows that another one was meant.
 */
export function parentElsewhere(world: World, ref: ParentReference, namespace: string): Elsewhere | undefined {
  const { group, kind = 'Gateway', name = '' } = ref;
  if (group !== GATEWAY_GROUP || (kind !== 'Gateway' && kind !== 'ListenerSet')) return undefined;
  const { gateways, listenerSets } = gatewayObjectsOf(world.model);
  const known = kind === 'Gateway' ? gateways : listenerSets;
  if (known.has(keyOf(namespace, name))) return undefined;
  if (externalTo(world).has(kind, namespace, name)) {
    return { why: `${kind} ${keyOf(namespace, name)} is said to be external.`, remedy: 'external' };
  }
  const all = [...known.values()].map(({ metadata }) => metadata);
  const others = all.filter((each) => each.name === name).map((each) => each.namespace ?? '');
  if (others.some((other) => mayBeOneNamespace(world, namespace, other))) {
    const why = `There is one in namespace ${listed(others)}; it may be the same, as not all objects name theirs.`;
    return { why, remedy: 'namespace' };
  }
  const names = all.filter((each) => each.namespace === namespace).map((each) => each.name ?? '');
  if (others.length > 0 || mistyped(name, names) !== undefined) return undefined;
  return { why: `The input has no ${kind} ${keyOf(namespace, name)}.`, remedy: 'external' };
}
