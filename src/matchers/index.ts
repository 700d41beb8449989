/**
 * Matchers for network tests, for an `expect` of jest's kind: `expect.extend(matchers)`. That of jest has them with
 * `import 'cdk8s-net/jest'`, that of vitest with `import 'cdk8s-net/vitest'`.
 *
 * ```ts
 * expect(app).toHaveNoFindings();
 * await expect(chart).toReach('deployment/frontend', 'http://api/');
 * expect(chart).toMatchManifests(readFileSync('expected.yaml', 'utf8'));
 * ```
 */
import '../runtime/disposal';
import type { CheckOptions } from '../rules/check-options';
import { toHaveNoFindings } from './to-have-no-findings';
import { toMatchManifests } from './to-match-manifests';
import { toReach } from './to-reach';

export { ReachError } from './reach-error';
export type { MatcherContext, MatcherResult } from './matcher';
export type { CheckOptions };

/** The matchers by name. */
export const matchers = { toHaveNoFindings, toMatchManifests, toReach };

/** The matchers as those who call `expect` see them; `R` is what a matcher that does not wait returns. */
export interface NetworkMatchers<R> {
  /**
   * Passes when there is neither an error nor a warning about an app, a chart or manifests: nothing that the API server
   * refuses, and nothing that cannot work once deployed. A chart is judged as a part of its app.
   *
   * @param options As of `checkManifests`; for constructs, in place of those of `Diagnostics.install`, one by one.
   */
  toHaveNoFindings(options?: CheckOptions): R;
  /**
   * Passes when every Pod of a workload gets an answer from a URL, by real traffic on the embedded target, to which the
   * whole app is deployed; negated, when none does. Await it.
   *
   * @param from `kind/name` or `kind/namespace/name`, such as `deployment/frontend`, `node/NAME`, or `outside`.
   * @param url `http://api/`, `tcp://db:5432`, `udp://dns:53`; from outside `https://shop.example.com/`, which asks the
   *   Ingress controller, `http://${lbIP:shop/web}/` and `http://${nodeIP:worker}:30080/`.
   */
  toReach(from: string, url: string): Promise<R>;
  /** Passes when the synthesized objects are those of a YAML text, in whatever order of objects and keys. */
  toMatchManifests(yaml: string): R;
}
