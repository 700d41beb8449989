import type { Aliases } from './aliases';
import type { StoredPod } from './objects';

/** What made a Pod: `Deployment/shop/web`; for a Pod that nobody made, itself. */
export function ownerOf({ metadata }: StoredPod, aliases: Aliases): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  const named = (kind: string, name: string) => `${kind}/${aliases.keyInManifests(metadata.namespace, name)}`;
  if (owner === undefined) return named('Pod', metadata.name);
  // A Deployment names its ReplicaSets after itself and the hash that their Pods have as a label.
  const hash = metadata.labels?.['pod-template-hash'];
  if (owner.kind === 'ReplicaSet' && hash !== undefined && owner.name.endsWith(`-${hash}`)) {
    return named('Deployment', owner.name.slice(0, -hash.length - 1));
  }
  return named(owner.kind, owner.name);
}
