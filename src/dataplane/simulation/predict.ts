import type { Probe, Verdict } from '../../probes/probe';
import { notRun } from '../../probes/probe';
import type { Cluster } from '../cluster';
import { simulate } from './simulate';

/** What a prober would say of a probe: what cannot be asked is not run, and says why. */
export function predict(cluster: Cluster, probe: Probe): Verdict {
  try {
    return simulate(cluster, probe);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return notRun(error);
  }
}
