import type { Report } from '../../src/conformance/report';
import { exitCodeOf } from '../../src/conformance/report';
import type { Progress } from '../../src/conformance/verify';
import { verify } from '../../src/conformance/verify';
import type { Manifest } from '../../src/model/manifest';
import type { Target } from '../../src/targets/target';
import type { Admin } from './admin';
import { manifestsIn, sharedCluster } from './cluster';

/** What came of a run that was disturbed. */
export interface Disrupted {
  readonly report: Report;
  readonly code: 0 | 1 | 2;
  /** The results of the probes of each client, each once. */
  readonly results: Readonly<Record<string, readonly string[]>>;
}

/** Verifies manifests, and disturbs the run when it comes to a step. */
export async function disrupted(
  target: Target,
  manifests: readonly Manifest[],
  step: Progress['step'],
  disturb: () => void,
): Promise<Disrupted> {
  let calm = true;
  const onProgress = (progress: Progress) => {
    if (progress.step !== step || !calm) return;
    calm = false;
    disturb();
  };
  const report = await verify({ target, manifests, onProgress });
  return { report, code: exitCodeOf(report.summary), results: resultsOf(report) };
}

/** How long a cluster may take to work again after it was disturbed, in milliseconds. */
const SETTLED_WITHIN_MS = 240_000;

/** Waits until a cluster that was disturbed works again: kube-proxy, DNS and all controllers are back at what they watch. */
export async function settled(admin: Admin): Promise<void> {
  await admin.untilNodesAreReady();
  const manifests = manifestsIn('test/e2e/fixtures/small.yaml');
  await admin.until(
    'a small network is as declared',
    async () => exitCodeOf((await verify({ target: sharedCluster(), manifests })).summary) === 0,
    SETTLED_WITHIN_MS,
  );
}

/** The results of the probes of each client, each once. */
export function resultsOf({ probes }: Report): Readonly<Record<string, readonly string[]>> {
  const results: Record<string, string[]> = {};
  for (const { client, result } of probes) {
    const known = (results[client] ??= []);
    if (!known.includes(result)) known.push(result);
  }
  return results;
}
