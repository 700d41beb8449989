import type { Cluster } from '../dataplane/cluster';
import type { RunningPod } from '../dataplane/running-pod';
import { parseClientName } from '../terms/client-name';
import { nearest } from '../terms/nearest';
import { keyOf } from '../terms/object-ref';
import { listed } from '../terms/sentence';
import type { Vantage } from '../terms/vantage';
import { ExplainError } from './explain-error';

/**
 * Reads `outside`, `outside/203.0.113.7`, `node/worker`, `pod/web-0`, `deployment/frontend`, `deployment/shop/frontend`: of a workload its
 * first Pod asks. Throws an ExplainError when there is no such client.
 */
export function vantageOf(text: string, cluster: Cluster): Vantage {
  const client = parseClientName(text, cluster.config.namespace);
  if ('outside' in client) return client;
  if ('node' in client) {
    if (cluster.nodes.has(client.node)) return client;
    throw new ExplainError(`--from ${text}: the nodes are ${[...cluster.nodes.keys()].join(', ')}`);
  }
  const { kind, key } = client;
  const pod = [...cluster.pods.values()].find((each) => isOf(each, kind, key));
  if (pod !== undefined) return { pod: pod.key };
  const there = workloadsOf(cluster);
  const meant = nearest(text, there);
  const pending = cluster.pendingPods.get(key);
  const why = pending === undefined ? '' : ` (it has no node: ${pending})`;
  throw new ExplainError(`--from ${text}: no such client runs${why}`, {
    ...(meant === undefined ? {} : { meant }),
    instead: ['outside', 'outside/ADDRESS', 'node/NAME', ...(there.length === 0 ? [] : [listed(there, 8)])].join(', '),
  });
}

/** Whether a Pod is called so, or made by a workload that is. */
function isOf({ key, workload }: RunningPod, kind: string, wanted: string): boolean {
  if (kind === 'pod') return key === wanted;
  return workload.kind.toLowerCase() === kind && keyOf(workload.namespace, workload.name) === wanted;
}

function workloadsOf({ pods, config }: Cluster): readonly string[] {
  const names = [...pods.values()].map(({ workload: { kind, namespace, name } }) => {
    const path = namespace === config.namespace ? name : keyOf(namespace, name);
    return `${kind.toLowerCase()}/${path}`;
  });
  return [...new Set(names)];
}

/**
 * One client of each kind: a Pod (of the Service's namespace, and none of its own endpoints, where there is one), a
 * process on a node, a machine outside.
 *
 * @param endpoints Pods that serve, which would talk to themselves
 */
export function defaultVantages(
  cluster: Cluster,
  namespace: string,
  endpoints: ReadonlySet<string>,
): readonly Vantage[] {
  const pods = [...cluster.pods.values()].filter(({ hostNetwork }) => !hostNetwork);
  const near = pods.filter((pod) => pod.namespace === namespace);
  const isClient = ({ key }: RunningPod) => !endpoints.has(key);
  const pod = near.find(isClient) ?? pods.find(isClient) ?? near[0] ?? pods[0];
  const nodes = [...cluster.nodes.values()];
  const node = nodes.find(({ controlPlane }) => !controlPlane) ?? nodes[0];
  return [
    ...(pod === undefined ? [] : [{ pod: pod.key }]),
    ...(node === undefined ? [] : [{ node: node.name }]),
    { outside: true },
  ];
}
