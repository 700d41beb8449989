import type { NetworkModel } from '../network-model';
import { viewOf } from '../view';
import type { World } from './world';
import { externalTo } from './world';

/** Whether ReferenceGrants of a namespace are somebody else's to make: the input says so, or holds nothing of that namespace. */
export function mayBeGrantedElsewhere(world: World, namespace: string): boolean {
  return externalTo(world).hasAnyIn('ReferenceGrant', namespace) || !namespacesIn(world.model).has(namespace);
}

const namespacesIn = viewOf(({ objects }: NetworkModel) => new Set(objects.map(({ ref }) => ref.namespace)));
