import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../model/manifest';
import { positionOf } from '../model/parse-manifests';
import { acknowledge } from './acknowledge';
import type { CheckOptions } from './check-options';
import { resolveCheckOptions } from './check-options';
import type { Judged } from './engine';
import { Engine } from './engine';
import { withSeverities } from './severities';

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
  const { cluster, rules, ruleIds, acknowledge: acknowledged, severities } = resolveCheckOptions(options, manifests);
  const engine = new Engine(rules, cluster);
  const judged = engine.judge(manifests).map((result) => withMore(result, more.get(result.given) ?? NONE));
  const results = acknowledge(judged, engine, { options: acknowledged, ruleIds });
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
export function withPosition(diagnostic: Diagnostic, manifest: Manifest): Diagnostic {
  const position = positionOf(manifest, diagnostic.path);
  return position === undefined ? diagnostic : { ...diagnostic, position };
}
