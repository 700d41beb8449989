import type { Manifest } from '../model/manifest';
import type { CheckOptions } from '../rules/check-options';
import { judgeUpdates } from '../rules/judge-updates';
import type { Stored } from '../rules/update-engine';
import { Changes } from './changes';
import { sideOptionsOf } from './cluster-side';
import type { Difference, Exposure } from './difference';
import { disruptionsOf } from './disruptions';
import { exposuresOf } from './exposures';
import { keptFields } from './kept';
import { compareReach } from './reach';
import { Side } from './side';

/** Options of {@link diff}: the cluster that the manifests are meant for. */
export type DiffOptions = Omit<CheckOptions, 'rules' | 'acknowledge' | 'severities'>;

/**
 * What becomes of a network when manifests are applied over others that are deployed, and objects that they do not have any more
 * are deleted: what becomes reachable and what stops being so, for whom, and through which change; what the API server
 * refuses; what restarts; what the outside can ask for. Both sides are simulated, nothing is deployed.
 *
 * @param old what is deployed
 * @param manifests what is applied over it
 * @throws OptionsError for options that cannot be used
 */
export function diff(old: readonly Manifest[], manifests: readonly Manifest[], options: DiffOptions = {}): Difference {
  const { before, after: stored, named, refused, cluster } = judgeUpdates(old, manifests, options);
  const after = new Map([...stored].filter(([id]) => named.has(id)));
  const side = sideOptionsOf(cluster);
  const [one, other] = [new Side(objectsOf(before), side), new Side(objectsOf(after), side)];
  const changes = new Changes(before, after, [one.model, other.model]);
  const [open, opened] = [exposuresOf(one.model), exposuresOf(other.model)];
  return {
    version: 1,
    refused,
    ...compareReach(one, other, (request) => changes.through(request)),
    exposed: missingIn(open, opened),
    hidden: missingIn(opened, open),
    disrupted: disruptionsOf(changes),
    kept: keptFields(changes.pairs),
    objects: countsOf(changes),
    notes: [...new Set([...one.notes, ...other.notes])],
  };
}

function objectsOf(stored: ReadonlyMap<string, Stored>): readonly Manifest[] {
  return [...stored.values()].map(({ object }) => object);
}

function missingIn(known: ReadonlyMap<string, Exposure>, all: ReadonlyMap<string, Exposure>): readonly Exposure[] {
  return [...all].filter(([key]) => !known.has(key)).map(([, exposure]) => exposure);
}

function countsOf(changes: Changes): Difference['objects'] {
  const counts = { added: 0, changed: 0, removed: 0, equal: 0 };
  for (const { id, before, after } of changes.pairs) {
    if (before === undefined) counts.added++;
    else if (after === undefined) counts.removed++;
    else if (changes.of(id).length > 0) counts.changed++;
    else counts.equal++;
  }
  return counts;
}
