import type { Probe, Verdict } from '../../probes/probe';
import { notRun } from '../../probes/probe';
import type { Simulation } from './simulate';

/** What a prober would say of a probe: what cannot be asked is not run, and says why. */
export function predict(simulation: Simulation, probe: Probe): Verdict {
  try {
    return simulation.verdictOn(probe);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return notRun(error);
  }
}
