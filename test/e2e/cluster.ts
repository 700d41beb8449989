import { KindTarget, type KindTargetOptions } from '../../src/targets/kind/kind-target';

/** Name of the cluster that all tests share; it is made by the first one that needs it, and stays until `npm run e2e` ends. */
export const CLUSTER = process.env.CDK8S_NET_E2E_CLUSTER ?? 'cdk8s-net-e2e';

/** The shared cluster as a target. */
export function sharedCluster(options: KindTargetOptions = {}): KindTarget {
  return new KindTarget({ cluster: CLUSTER, keep: true, ...options });
}
