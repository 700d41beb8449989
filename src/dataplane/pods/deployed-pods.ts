import type { DeployedPod } from '../../probes/deployed';
import type { Cluster } from '../cluster';
import type { RunningPod } from '../running-pod';

/** The Pods of a cluster, as a plan of probes takes them. */
export function deployedPods({ pods }: Cluster): readonly DeployedPod[] {
  return [...pods.values()].map((pod) => ({
    pod: pod.key,
    workload: workloadOf(pod),
    node: pod.node,
    ...(pod.hostNetwork ? { hostNetwork: true } : {}),
    ready: pod.notReady === undefined,
  }));
}

function workloadOf({ workload: { kind, namespace, name } }: RunningPod): string {
  return [kind, namespace, name].filter((part) => part !== undefined).join('/');
}
