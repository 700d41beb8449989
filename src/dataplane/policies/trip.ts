import type { Flow } from '../flow';
import type { Hosts } from '../hosts';
import type { Journey } from '../journey';
import type { ClusterNode } from '../node';
import type { ProxyTables } from '../proxy/proxy-tables';
import type { PolicyPod } from './policy-index';
import type { End } from './ruling';

/** A connection from its client to the end of its way, whatever rewrote it in between. */
export interface Trip {
  readonly flow: Flow;
  /** Its client; of a Pod on the host's network, and of a process of a node, with the address of the node. */
  readonly client: End;
  readonly clientNode?: ClusterNode;
  /** Whether the client is a Pod with an address of its own. */
  readonly fromPod: boolean;
  /** Where it arrives: of a Pod on the host's network with the address of the node. */
  readonly target: End & { readonly port: number };
  readonly targetNode?: ClusterNode;
  /** Whether it arrives at a Pod with an address of its own. */
  readonly toPod: boolean;
  /** What translated it: a cluster IP, or something that may rewrite the source too: a node port, a load balancer, a host port. */
  readonly through?: 'clusterIP' | 'rewriting';
  /** The node that translated it. */
  readonly entry?: ClusterNode;
}

/** What the ends of a journey are; undefined where it never leaves its client. */
export function tripOf(
  { flow, client, passages }: Journey,
  hosts: Hosts,
  tables: ProxyTables,
  podNamed: (key: string) => PolicyPod | undefined,
): Trip | undefined {
  const [first, last] = [passages[0], passages.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const { destination: address, port } = last.packet;
  const host = hosts.podAt(address);
  const targetNode = host?.node ?? tables.network.nodeOf(address);
  const listener = host === undefined && last.ends ? hosts.onNode(last.node, address, flow.protocol, port) : undefined;
  const pod = host?.pod ?? (listener?.type === 'pod' ? podNamed(listener.pod) : undefined);
  const entry = passages.find(({ packet }) => packet.destination !== flow.address || packet.port !== flow.port)?.node;
  const through =
    tables.services.at(flow.protocol, flow.address, flow.port)?.entry === 'clusterIP' ? 'clusterIP' : 'rewriting';
  return {
    flow,
    ...clientOf(client, first.packet.source),
    target: { address, port, ...(pod === undefined ? {} : { pod }) },
    ...(targetNode === undefined ? {} : { targetNode }),
    toPod: host !== undefined,
    ...(entry === undefined ? {} : { through, entry }),
  };
}

function clientOf(client: Journey['client'], address: string): Pick<Trip, 'client' | 'clientNode' | 'fromPod'> {
  switch (client.place) {
    case 'pod':
      return { client: { address, pod: client.host.pod }, clientNode: client.host.node, fromPod: true };
    case 'node': {
      const { node, pod } = client;
      return { client: { address, ...(pod === undefined ? {} : { pod }) }, clientNode: node, fromPod: false };
    }
    case 'outside':
      return { client: { address }, fromPod: false };
  }
}
