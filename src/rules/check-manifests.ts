import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../model/manifest';
import { positionOf } from '../model/parse-manifests';
import { acknowledge } from './acknowledge';
import type { Acknowledgement } from './acknowledgement';
import type { ClusterOptions } from './cluster-options';
import { resolveCluster } from './cluster-options';
import type { Judged } from './engine';
import { Engine } from './engine';
import type { Severities } from './severities';
import { checkSeverities, withSeverities } from './severities';
import { RULES } from './all';
import { staged } from './own-rules';
import type { Rule } from './rule';

/** Options of {@link checkManifests}: the cluster that the manifests are meant for, and what to make of the findings. */
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

const NONE: readonly never[] = [];

/**
 * Says everything that is wrong with manifests before they are deployed: what the API server would refuse when they are
 * created one after the other, in its own words, and what it accepts though it cannot work.
 *
 * Findings come in the order of the manifests. Nothing is changed, nothing is read from a cluster.
 *
 * @throws OptionsError for options that cannot be used
 */
export function checkManifests(manifests: Iterable<Manifest>, options: CheckOptions = {}): Diagnostic[] {
  return judgeManifests([...manifests], options).flat();
}

/**
 * As {@link checkManifests}, with a list for each manifest, in their order, and at the end those for the option
 * `acknowledge`.
 *
 * @param more Findings that somebody else made about a manifest: they are acknowledged, and weighed, as those of the
 *   rules, unless a rule has found the same.
 * @throws OptionsError for options that cannot be used
 */
export function judgeManifests(
  manifests: readonly Manifest[],
  options: CheckOptions = {},
  more: ReadonlyMap<Manifest, readonly Diagnostic[]> = new Map(),
): readonly (readonly Diagnostic[])[] {
  const { acknowledge: acknowledged = [], severities = {}, rules: own = NONE, ...cluster } = options;
  const rules = [...RULES, ...staged(own, RULES)];
  checkSeverities(severities, rules);
  const engine = new Engine(rules, resolveCluster(cluster, manifests));
  const judged = engine.judge(manifests).map((result) => withMore(result, more.get(result.given) ?? NONE));
  const results = acknowledge(judged, engine, { options: acknowledged, ruleIds: new Set(rules.map(({ id }) => id)) });
  return results.map(({ given, diagnostics }) =>
    diagnostics.length === 0
      ? NONE
      : withSeverities(diagnostics, severities).map((diagnostic) => withPosition(diagnostic, given)),
  );
}

function withMore(result: Judged, more: readonly Diagnostic[]): Judged {
  if (more.length === 0) return result;
  const { diagnostics } = result;
  const fresh = more.filter(({ rule, path }) => !diagnostics.some((each) => each.rule === rule && each.path === path));
  return { ...result, diagnostics: [...diagnostics, ...fresh] };
}

/** Where the finding stands in the text that the manifest was parsed from, if it was. */
function withPosition(diagnostic: Diagnostic, manifest: Manifest): Diagnostic {
  const position = positionOf(manifest, diagnostic.path);
  return position === undefined ? diagnostic : { ...diagnostic, position };
}
