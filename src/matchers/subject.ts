import { App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { configurationFor, mergeOptions } from '../config/configuration';
import { Diagnostics } from '../constructs/diagnostics';
import { Synthesis } from '../constructs/synthesis';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../model/manifest';
import { checkManifests } from '../rules/check-manifests';
import { type CheckOptions } from '../rules/check-options';
import { resolveCluster } from '../rules/cluster-options';
import type { EmbeddedTargetOptions } from '../targets/embedded/embedded-target';
import { withoutUndefined } from '../terms/cluster-defaults';
import { isObject } from '../terms/json';

/** What the matchers take: an app, a chart or another construct, or manifests. */
export type Subject = IConstruct | readonly Manifest[];

/**
 * The subject of a matcher, once it is known to be one.
 *
 * @throws TypeError that names the matcher on anything else
 */
export function subjectOf(given: unknown, matcher: string): Subject {
  if (Construct.isConstruct(given)) return given;
  if (Array.isArray(given) && given.every(isObject)) return given;
  const found = given === null ? 'null' : Array.isArray(given) ? 'a list with something else in it' : typeof given;
  throw new TypeError(
    `expect(...).${matcher}: expected an App, a Chart or a list of manifests, found ${found}; for YAML see parseManifests`,
  );
}

/** What `synth` would write for it: all charts of an app, the objects of a chart. Throws what synthesis throws. */
export function synthesized(subject: Subject): readonly Manifest[] {
  if (!('node' in subject)) return subject;
  if (subject instanceof App) return subject.charts.flatMap((chart) => chart.toJson() as Manifest[]);
  if (Chart.isChart(subject)) return subject.toJson() as Manifest[];
  return Chart.of(subject).toJson() as Manifest[];
}

/** All that is deployed together with it: every object of its tree, whether synthesis would succeed or not. */
export function deployedWith(subject: Subject): readonly Manifest[] {
  if (!('node' in subject)) return subject;
  const synthesis = Synthesis.of(subject);
  return synthesis.during(() => synthesis.objects().map(({ manifest }) => manifest));
}

/** Findings about it, with the options of the configuration. A construct is judged as a part of its tree, with the options that the tree has. */
export function findingsOf(subject: Subject, options: CheckOptions = {}): readonly Diagnostic[] {
  if (!('node' in subject)) return checkManifests(subject, mergeOptions(configurationFor()?.options ?? {}, options));
  const { path } = subject.node;
  const found = Diagnostics.of(subject, options);
  if (path === '') return found;
  return found.filter(({ construct = '' }) => construct === path || construct.startsWith(`${path}/`));
}

/** What is said of the cluster that it is meant for, by `Diagnostics.install` or the configuration. */
export function clusterOf(subject: Subject): EmbeddedTargetOptions {
  const { options = {}, config } = configurationFor() ?? {};
  const { assumed, ...cluster } = 'node' in subject ? Diagnostics.clusterOf(subject) : resolveCluster(options);
  const said = (['serviceClusterIPRange', 'serviceNodePortRange'] as const).filter((name) => !assumed.has(name));
  const { namespace } = cluster;
  return withoutUndefined({
    namespace,
    proxyMode: config?.proxyMode,
    ...Object.fromEntries(said.map((name) => [name, cluster[name]])),
  });
}
