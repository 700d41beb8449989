import { ownKindOf } from '../../model/api-kinds';
import type { Manifest } from '../../model/manifest';
import { isClusterScoped } from '../../model/manifest';
import { isObject, stringOr } from '../../terms/json';
import { describeRef } from '../../terms/object-ref';
import { UsageError } from '../usage-error';
import type { Clash } from './alternatives';
import type { Input } from './input';

/** What is to be known of an input before its findings: a sentence each. */
export function notesOn(input: Input, namespace: string | undefined): readonly string[] {
  const { notes, clash, deployments, manifests } = input;
  return [
    ...notes,
    ...(clash === undefined ? [] : [`${describeClash(clash)}: judged as ${deployments.length} alternatives`]),
    ...(namespace === undefined ? releaseNamespace(manifests) : []),
  ];
}

/**
 * The objects of an input that can be deployed as one.
 *
 * @throws UsageError for alternatives
 */
export function oneDeployment({ clash, manifests, deployments: [first] }: Input): readonly Manifest[] {
  if (clash === undefined) return first ?? manifests;
  throw new UsageError(
    `${describeClash(clash)}, and one of them can be deployed: name the files or folders that belong together`,
  );
}

function describeClash({ ref, units: [one, other] }: Clash): string {
  return `${describeRef(ref)} is defined in ${one.source} and in ${other.source}`;
}

/** Charts often leave the namespace of the release to Helm, and name it where they refer to themselves. */
function releaseNamespace(manifests: readonly Manifest[]): readonly string[] {
  const named = new Set<string>();
  let bare = 0;
  for (const manifest of manifests) {
    const kind = ownKindOf(manifest);
    if (kind === undefined || isClusterScoped(kind)) continue;
    const namespace = isObject(manifest.metadata) ? stringOr(manifest.metadata.namespace) : '';
    if (namespace === '') bare++;
    else if (!namespace.startsWith('kube-')) named.add(namespace);
  }
  const [namespace] = named;
  if (namespace === undefined || named.size > 1 || bare === 0 || namespace === 'default') return [];
  const others = bare === 1 ? 'one names none and goes' : `${bare} name none and go`;
  return [
    `some objects are in namespace ${namespace}, ${others} to default; if they belong together: --namespace ${namespace}`,
  ];
}
