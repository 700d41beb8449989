import type { Cluster } from '../../../src/dataplane/cluster';
import { proxyRules } from '../../../src/dataplane/listings/proxy-rules';
import type { ClusterNode } from '../../../src/dataplane/node';
import { hasAddress } from '../../../src/dataplane/node';
import type { Arrival, Packet, Verdict } from '../../../src/dataplane/proxy/proxier';
import { servicePortsOf } from '../../../src/dataplane/proxy/service-port';
import type { Topology } from '../../fixtures/reach/recordings';
import { readRecordings } from '../../fixtures/reach/recordings';
import { clusterOf, parse } from '../support';
import type { TestPacket } from './iptables-machine';
import { IptablesMachine } from './iptables-machine';

const { topologies } = readRecordings();

/** So many decisions show every endpoint that may be chosen: each is dealt once in a round. */
const TRIES = 24;

describe.each(Object.keys(topologies))('rules and decisions in %s', (name) => {
  const cluster = withoutMemory(topologies[name] ?? { manifests: '' });

  test.each([...cluster.nodes.values()].map((node) => [node.name, node] as const))('agree on node %s', (_, node) => {
    const [nat, filter] = proxyRules(cluster.dataplane, 'iptables', node, cluster.services.values()).map(
      ({ lines }) => new IptablesMachine(lines, (address) => isLocal(address, node)),
    );
    const differing: object[] = [];
    for (const [packet, arrival] of packetsOf(cluster, node)) {
      const decided = new Set(
        Array.from({ length: TRIES }, () => text(cluster.dataplane.proxier.judge(packet, node, arrival))),
      );
      const printed = new Set(runRules(packet, arrival, node, nat as IptablesMachine, filter as IptablesMachine));
      const [a, b] = [[...decided].sort().join(), [...printed].sort().join()];
      if (a !== b) differing.push({ packet, arrival, decided: a, printed: b });
    }
    expect(differing).toEqual([]);
  });
});

/** A cluster in which so much time passes between connections that session affinity is always over. */
function withoutMemory({ manifests, later = '', delete: stopping = [] }: Topology): Cluster {
  let time = 0;
  const cluster = clusterOf(manifests, { proxyMode: 'iptables', now: () => (time += 1e12) });
  cluster.apply(parse(later));
  for (const pod of stopping) cluster.terminate(pod);
  return cluster;
}

/** First packets to every address and port of every Service: from a Pod, a process of the node, and another machine. */
function packetsOf(cluster: Cluster, node: ClusterNode): readonly (readonly [Packet, Arrival])[] {
  const pods = [...cluster.pods.values()].filter((pod) => pod.node === node.name && !pod.hostNetwork);
  const sources: readonly (readonly [string, Arrival])[] = [
    ...pods.map(({ ip }) => [ip, 'pod'] as const),
    [node.ip, 'process'],
    [cluster.outsideIPs[0] ?? '', 'wire'],
  ];
  const ports = [...cluster.services.values()].flatMap(servicePortsOf).filter(({ family }) => family === 'IPv4');
  const targets = ports.flatMap(({ clusterIP, externalIPs, loadBalancerIPs, port, nodePort, protocol }) => [
    ...[clusterIP, ...externalIPs, ...loadBalancerIPs].map((destination) => ({ destination, port, protocol })),
    // A port that the Service does not have.
    { destination: clusterIP, port: port + 1000, protocol },
    ...(nodePort === undefined ? [] : [{ destination: node.ip, port: nodePort, protocol }]),
  ]);
  return targets.flatMap((target) => sources.map(([source, arrival]) => [{ ...target, source }, arrival] as const));
}

function runRules(
  { source, destination, protocol, port }: Packet,
  arrival: Arrival,
  node: ClusterNode,
  nat: IptablesMachine,
  filter: IptablesMachine,
): readonly string[] {
  const packet: TestPacket = { source, destination, protocol: protocol.toLowerCase(), port, marked: false };
  return nat.run(arrival === 'process' ? 'OUTPUT' : 'PREROUTING', packet).flatMap(({ packet: after, verdict }) => {
    const toNode = isLocal(after.destination, node);
    const chains = arrival === 'process' ? ['OUTPUT', ...(toNode ? ['INPUT'] : [])] : [toNode ? 'INPUT' : 'FORWARD'];
    for (const chain of chains) {
      const stopped = filter
        .run(chain, after)
        .find((ending) => ending.verdict === 'DROP' || ending.verdict === 'REJECT');
      if (stopped !== undefined) return [stopped.verdict === 'DROP' ? 'drop' : 'refuse'];
    }
    return [verdict === 'DNAT' ? `${after.destination}:${after.port}${after.marked ? ' masqueraded' : ''}` : 'pass'];
  });
}

function text(verdict: Verdict): string {
  if (verdict.action !== 'translate') return verdict.action;
  return `${verdict.address}:${verdict.port}${verdict.masquerade ? ' masqueraded' : ''}`;
}

function isLocal(address: string, node: ClusterNode): boolean {
  return hasAddress(node, address) || address.startsWith('127.');
}
