import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../model/manifest';
import { positionOf } from '../model/parse-manifests';
import { acknowledge } from './acknowledge';
import type { Acknowledgement } from './acknowledgement';
import type { ClusterOptions } from './cluster-options';
import { resolveCluster } from './cluster-options';
import { Engine } from './engine';
import type { Severities } from './severities';
import { checkSeverities, withSeverities } from './severities';
import { RULES } from './index';

/** Options of {@link checkManifests}: the cluster that the manifests are meant for, and what to make of the findings. */
export interface CheckOptions extends Partial<ClusterOptions> {
  /**
   * Findings that are all right, each with the reason. What the API server rejects an object for cannot be
   * acknowledged. Default: none. Objects may carry their own in the annotation `cdk8s-net.dev/acknowledge`.
   */
  readonly acknowledge?: readonly Acknowledgement[];
  /** Severities by rule id in place of the rules' own; `off` silences a rule. Default: none. */
  readonly severities?: Severities;
}

const RULE_IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/**
 * Says everything that is wrong with manifests before they are deployed: what the API server would refuse when they are
 * created one after the other, in its own words, and what it accepts though it cannot work.
 *
 * Findings come in the order of the manifests. Nothing is changed, nothing is read from a cluster.
 *
 * @throws OptionsError for options that cannot be used
 */
export function checkManifests(manifests: Iterable<Manifest>, options: CheckOptions = {}): Diagnostic[] {
  const { acknowledge: acknowledged = [], severities = {}, ...cluster } = options;
  checkSeverities(severities, RULES);
  const engine = new Engine(RULES, resolveCluster(cluster));
  const results = acknowledge(engine.judge([...manifests]), engine, { options: acknowledged, ruleIds: RULE_IDS });
  return results.flatMap(({ manifest, diagnostics }) =>
    withSeverities(diagnostics, severities).map((diagnostic) => withPosition(diagnostic, manifest)),
  );
}

/** Where the finding stands in the text that the manifest was parsed from, if it was. */
function withPosition(diagnostic: Diagnostic, manifest: Manifest): Diagnostic {
  const position = positionOf(manifest, diagnostic.path);
  return position === undefined ? diagnostic : { ...diagnostic, position };
}
