import type { Manifest } from '../model/manifest';
import type { Acknowledgement } from './acknowledgement';
import { checkAcknowledgement } from './acknowledgement';
import { RULES } from './all';
import type { Cluster, ClusterOptions } from './cluster-options';
import { resolveCluster } from './cluster-options';
import { staged } from './own-rules';
import type { Rule, StagedRule } from './rule';
import type { Severities } from './severities';
import { checkSeverities } from './severities';

/** Options of `checkManifests`: the cluster that the manifests are meant for, and what to make of the findings. */
export interface CheckOptions extends Partial<ClusterOptions> {
  /**
   * Findings that are all right, each with the reason. What the API server rejects an object for cannot be
   * acknowledged. Default: none. Objects may carry their own in the annotation `cdk8s-net.dev/acknowledge`.
   */
  readonly acknowledge?: readonly Acknowledgement[];
  /** Severities by rule id in place of the rules' own; `off` silences a rule. Default: none. */
  readonly severities?: Severities;
  /**
   * Rules of one's own, as `defineRule` of `cdk8s-net/rules` makes them. They judge every object that can be decoded, after
   * the rules of this package; what they find can be acknowledged like everything else. Default: none.
   */
  readonly rules?: readonly Rule[];
}

/** {@link CheckOptions} with their defaults. */
export interface ResolvedCheckOptions {
  readonly cluster: Cluster;
  /** The rules of this package, then those of one's own. */
  readonly rules: readonly StagedRule[];
  readonly ruleIds: ReadonlySet<string>;
  readonly acknowledge: readonly Acknowledgement[];
  readonly severities: Severities;
}

/**
 * The options with their defaults.
 *
 * @param manifests what the Service range is inferred from if it is not given
 * @throws OptionsError for options that cannot be used
 */
export function resolveCheckOptions(
  options: CheckOptions = {},
  manifests: readonly Manifest[] = [],
): ResolvedCheckOptions {
  const { acknowledge = [], severities = {}, rules: own = [], ...cluster } = options;
  const rules = [...RULES, ...staged(own, RULES)];
  const ruleIds = new Set(rules.map(({ id }) => id));
  checkSeverities(severities, rules);
  for (const [index, entry] of acknowledge.entries()) checkAcknowledgement(entry, `acknowledge[${index}]`, ruleIds);
  return { cluster: resolveCluster(cluster, manifests), rules, ruleIds, acknowledge, severities };
}
