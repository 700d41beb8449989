import type { Cluster } from '../../dataplane/cluster';
import type { RunningPod } from '../../dataplane/running-pod';
import type { Vantage } from '../../terms/vantage';
import type { AddressBook } from './prober/names';

type Machines = Pick<Cluster, 'pods' | 'nodes' | 'outsideIP'>;

/** The address that a vantage point's packets leave with; throws RangeError when there is no such Pod or node. */
export function addressOf(from: Vantage, cluster: Machines): string {
  if ('outside' in from) return cluster.outsideIP;
  if ('pod' in from) return podOf(from.pod, cluster).ip;
  const node = cluster.nodes.get(from.node);
  if (node !== undefined) return node.ip;
  throw new RangeError(`no node ${from.node}: the nodes are ${[...cluster.nodes.keys()].join(', ')}`);
}

/** What `hostname` prints in a Pod: with hostNetwork, that of the node. */
export function hostnameOf(pod: string, cluster: Machines): string {
  const { hostNetwork, node, name, spec } = podOf(pod, cluster);
  return hostNetwork ? node : (spec.hostname ?? name);
}

/** How the addresses of a cluster are called. */
export function addressBookOf(cluster: Cluster): AddressBook {
  const nodeAddresses = new Set([...cluster.nodes.values()].flatMap(({ ip, gatewayIP }) => [ip, gatewayIP]));
  return {
    expand: (text) => cluster.expand(text),
    placeholderOf: (address) => cluster.placeholderOf(address),
    abbreviate: (text) => cluster.abbreviate(text),
    addressOf: (from) => addressOf(from, cluster),
    isNodeAddress: (address) => nodeAddresses.has(address),
  };
}

function podOf(pod: string, { pods }: Machines): RunningPod {
  const found = pods.get(pod);
  if (found !== undefined) return found;
  const [namespace] = pod.split('/');
  const others = [...pods.keys()].filter((key) => key.startsWith(`${namespace}/`)).slice(0, 5);
  throw new RangeError(`no Pod ${pod} runs${others.length === 0 ? '' : `; its namespace has ${others.join(', ')}`}`);
}
