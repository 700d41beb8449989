import { nearestName } from '../../terms/nearest';
import { describeRef, keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import { makerIn } from '../custom-resources';
import { namespacesOf, serviceNamesOf } from '../service-names';
import { isSystemNamespace } from '../system-namespaces';
import type { Elsewhere, World } from './world';
import { externalTo, mayBeOneNamespace } from './world';

/**
 * A Service that may well be made by somebody else; undefined where it is in the input, or the input shows that another one
 * was meant, or has Services of that namespace and nobody who would make more.
 */
export function serviceElsewhere(world: World, namespace: string, name: string): Elsewhere | undefined {
  const { model } = world;
  if (model.services.has(keyOf(namespace, name))) return undefined;
  if (externalTo(world).has('Service', namespace, name)) {
    return { why: `Service ${keyOf(namespace, name)} is said to be external.`, remedy: 'external' };
  }
  const others = namespacesOf(model, name);
  if (others.some((other) => mayBeOneNamespace(world, namespace, other))) {
    const why = `There is one in namespace ${listed(others)}; it may be the same, as not all objects name theirs.`;
    return { why, remedy: 'namespace' };
  }
  const names = serviceNamesOf(model, namespace);
  if (others.length > 0 || nearestName(name, names) !== undefined) return undefined;
  const maker = makerIn(model, namespace);
  if (maker !== undefined) return { why: `There is none, unless ${describeRef(maker)} makes it.`, remedy: 'external' };
  if (isSystemNamespace(namespace)) {
    return { why: `Namespace ${namespace} has Services that no chart declares.`, remedy: 'external' };
  }
  if (names.size > 0) return undefined;
  return { why: `The input has no Services in namespace ${namespace}.`, remedy: 'external' };
}
