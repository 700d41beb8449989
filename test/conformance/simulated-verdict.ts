import type { Cluster } from '../../src/dataplane/cluster';
import { simulate } from '../../src/dataplane/simulation/simulate';
import type { Probe, Verdict } from '../../src/probes/probe';
import { notRun } from '../../src/probes/probe';

/** As the prober has it: what cannot be asked is not run, and says why. */
export function verdictOf(cluster: Cluster, probe: Probe): Verdict {
  try {
    return simulate(cluster, probe);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return notRun(error);
  }
}
