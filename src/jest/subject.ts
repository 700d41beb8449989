import { App, Chart, Testing } from 'cdk8s';
import type { Manifest } from '../model/manifest';
import { isObject } from '../model/manifest';

/** What the matchers take: an app, a chart, or manifests. */
export type Subject = App | Chart | readonly Manifest[];

/** What a matcher answers to jest. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The manifests of an app, a chart or a list. Throws a TypeError that names the matcher on anything else. */
export function manifestsOf(subject: unknown, matcher: string): readonly Manifest[] {
  if (subject instanceof App) return subject.charts.flatMap((chart) => chart.toJson() as Manifest[]);
  if (Chart.isChart(subject)) return Testing.synth(subject) as Manifest[];
  if (Array.isArray(subject) && subject.every(isObject)) return subject;
  throw new TypeError(
    `expect(...).${matcher}: expected an App, a Chart or a list of manifests, found ${typeof subject}`,
  );
}
