import { groupOf, ownKindOf, servedVersion } from '../model/api-kinds';
import type { Manifest } from '../model/manifest';
import { Definitions } from '../model/schema/custom/definitions';
import type { CheckOptions } from '../rules/check-options';
import { resolveCheckOptions } from '../rules/check-options';
import { stringOr } from '../terms/json';

/**
 * How many objects there are of each kind that nobody here knows; a kind of another group with the name of a known one has
 * that group.
 */
export function unknownKinds(manifests: readonly Manifest[], options: CheckOptions): ReadonlyMap<string, number> {
  const { cluster } = resolveCheckOptions(options);
  const definitions = new Definitions([manifests, cluster.crds], cluster.gatewayApi);
  const counts = new Map<string, number>();
  for (const manifest of manifests) {
    const [apiVersion, kind] = [stringOr(manifest.apiVersion), stringOr(manifest.kind)];
    if (ownKindOf(manifest) !== undefined || kind === '' || definitions.of(apiVersion, kind) !== undefined) continue;
    const called = servedVersion(kind) === undefined ? kind : `${kind}.${groupOf(apiVersion)}`;
    counts.set(called, (counts.get(called) ?? 0) + 1);
  }
  return counts;
}
