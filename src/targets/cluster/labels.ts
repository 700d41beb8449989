import { randomBytes } from 'node:crypto';

/** On everything that a run makes, with the run's name: what clean-up goes by. */
export const RUN_LABEL = 'cdk8s-net/run';

/** Says the same in the vocabulary that Kubernetes recommends. */
export const MANAGED_BY = { 'app.kubernetes.io/managed-by': 'cdk8s-net' };

/** A name for a run, fit for labels and names of namespaces. */
export function runName(): string {
  return randomBytes(4).toString('hex');
}

/** On the Pods that probes are sent from, which are not part of what is probed. */
export const PROBER_LABEL = 'cdk8s-net/prober';
