/**
 * Matchers for jest. `import 'cdk8s-net/jest'` in a test, or name it in `setupFilesAfterEnv`:
 *
 * ```ts
 * expect(app).toHaveNoFindings();
 * await expect(chart).toReach('deployment/frontend', 'http://api/');
 * expect(chart).toMatchManifests(readFileSync('expected.yaml', 'utf8'));
 * ```
 */
import { toHaveNoFindings } from './to-have-no-findings';
import { toMatchManifests } from './to-match-manifests';
import { toReach } from './to-reach';

declare global {
  namespace jest {
    // The type parameters have to be those of the interface that this one is merged with.
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    interface Matchers<R, T = {}> {
      /** Passes when neither the API server nor the links between objects give a finding, not even a warning. Takes an app, a chart or manifests. */
      toHaveNoFindings(): R;
      /**
       * Passes when a Pod of a workload gets an answer from a URL (`http`, `https`, `tcp`, `udp`), by real traffic on the
       * embedded target. `from` is `kind/name` or `kind/namespace/name`, or `outside`. Await it.
       */
      toReach(from: string, url: string): Promise<R>;
      /** Passes when the synthesized objects are those of a YAML text, in whatever order of objects and keys. */
      toMatchManifests(yaml: string): R;
    }
  }
}

const { expect } = globalThis as unknown as { expect?: { extend(matchers: object): void } };
if (expect === undefined) {
  throw new Error(
    'cdk8s-net/jest found no `expect`: import it in a test file, or name it in setupFilesAfterEnv of the jest configuration',
  );
}
expect.extend({ toHaveNoFindings, toMatchManifests, toReach });
