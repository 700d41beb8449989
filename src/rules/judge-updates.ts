import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../model/manifest';
import { withPosition } from './check-manifests';
import type { CheckOptions } from './check-options';
import { resolveCheckOptions } from './check-options';
import type { Cluster } from './cluster-options';
import { UPDATE_RULES } from './update';
import type { Updates } from './update-engine';
import { UpdateEngine } from './update-engine';

/** What comes of `kubectl apply`: what is stored before and afterwards, and why something of it is refused. */
export interface JudgedUpdates extends Pick<Updates, 'before' | 'after' | 'named'> {
  /** The cluster that the objects are meant for, with what was inferred from them. */
  readonly cluster: Cluster;
  /** Why the API server refuses objects, in its own words. */
  readonly refused: readonly Diagnostic[];
}

/**
 * What the API server makes of manifests that are applied over others, one after the other: what it refuses, and what it
 * stores of the rest. Objects that only the old manifests have stay.
 *
 * @throws OptionsError for options that cannot be used
 */
export function judgeUpdates(
  old: readonly Manifest[],
  manifests: readonly Manifest[],
  options: CheckOptions = {},
): JudgedUpdates {
  const { cluster, rules } = resolveCheckOptions(options, [...old, ...manifests]);
  const engine = new UpdateEngine(
    rules.filter(({ source }) => source === 'apiserver'),
    cluster,
  );
  const { results, before, after, named } = engine.update(old, manifests, UPDATE_RULES);
  const refused = results.flatMap(({ diagnostics, given }) =>
    diagnostics.filter(({ severity }) => severity === 'error').map((each) => withPosition(each, given)),
  );
  return { before, after, named, refused, cluster };
}
