import type { Manifest } from '../model/manifest';
import { refOf } from '../model/manifest';
import { describeRef } from '../terms/object-ref';
import { listed } from '../terms/sentence';
import { chartCode } from './chart-code';
import { sortManifests } from './declared-objects';

/**
 * A chart of typed constructs that synthesizes to objects.
 *
 * @throws Error for objects that constructs do not declare
 */
export function constructsFor(manifests: readonly Manifest[], namespace: string): string {
  const { declared, others } = sortManifests(manifests, namespace);
  if (others.length > 0) {
    const names = listed(others.map((manifest) => describeRef(refOf(manifest, namespace))));
    throw new Error(`constructs do not declare ${names}: print them as YAML`);
  }
  return chartCode({ declared, others: undefined, isAltered: false, namespace });
}
