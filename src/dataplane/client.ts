import { listed } from '../terms/sentence';
import type { Vantage } from '../terms/vantage';
import type { Host } from './hosts';
import type { ClusterNode } from './node';
import { nodeIPs } from './node';
import type { PolicyPod } from './policies/policy-index';

/** Where a client stands in the network. */
export type Client =
  /** @param elsewhere who it stands in for: somebody of whom nobody knows where they run and what labels they have */
  | { readonly place: 'pod'; readonly host: Host; readonly elsewhere?: string }
  /** @param pod the Pod on the host's network that it is; absent for a process of the node itself */
  | { readonly place: 'node'; readonly node: ClusterNode; readonly pod?: PolicyPod }
  | { readonly place: 'outside'; readonly addresses: readonly string[] };

/** Where clients may stand. */
interface Places {
  readonly pods: ReadonlyMap<
    string,
    PolicyPod & { readonly ips: readonly string[]; readonly node: string; readonly hostNetwork: boolean }
  >;
  readonly nodes: ReadonlyMap<string, ClusterNode>;
  readonly outsideIPs: readonly string[];
}

/** Finds a client; throws a RangeError when there is no such Pod or node. */
export function clientAt(from: Vantage, { pods, nodes, outsideIPs }: Places): Client {
  if ('outside' in from)
    return { place: 'outside', addresses: from.address === undefined ? outsideIPs : [from.address] };
  if ('node' in from) return { place: 'node', node: nodeNamed(nodes, from.node) };
  const pod = pods.get(from.pod);
  if (pod === undefined) throw noPod(from.pod, pods);
  const node = nodeNamed(nodes, pod.node);
  if (pod.hostNetwork) return { place: 'node', node, pod };
  return { place: 'pod', host: { addresses: pod.ips, node, pod } };
}

/** The addresses that a client's packets leave with, one of each family. */
export function addressesOfClient(client: Client): readonly string[] {
  switch (client.place) {
    case 'pod':
      return client.host.addresses;
    case 'node':
      return nodeIPs(client.node);
    case 'outside':
      return client.addresses;
  }
}

function noPod(pod: string, pods: ReadonlyMap<string, unknown>): RangeError {
  const [namespace = ''] = pod.split('/');
  const others = [...pods.keys()].filter((key) => key.startsWith(`${namespace}/`));
  const instead =
    others.length === 0 ? 'give namespace/name of one that does' : `its namespace has ${listed(others, 5)}`;
  return new RangeError(`Pod '${pod}' does not run; ${instead}`);
}

function nodeNamed(nodes: ReadonlyMap<string, ClusterNode>, name: string): ClusterNode {
  const node = nodes.get(name);
  if (node !== undefined) return node;
  throw new RangeError(`node '${name}' does not exist; the nodes are ${[...nodes.keys()].join(', ')}`);
}
