import type { Manifest } from '../../../model/manifest';
import type { Direction } from '../../../model/network-policies';
import type { NetworkPolicyPeer as PeerSpec, Protocol } from '../../../model/objects';
import type { Workload } from '../../../model/workload';
import { entryOf } from '../../../terms/maps';
import { templateSelector } from '../pods';

/** A port of Pods. */
export interface PodPort {
  readonly containerPort: number;
  readonly protocol: Protocol;
}

/** Whom a rule lets through: the Pods of a workload, or whom a peer is about. */
type Other = Workload | PeerSpec;

/** Everybody outside, and whatever stands in for them: over both families. */
export const EVERYWHERE: readonly PeerSpec[] = [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }];

/** The Pods of the DNS server. */
export const DNS_PEER: PeerSpec = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};
export const DNS_PORTS: readonly PodPort[] = [
  { containerPort: 53, protocol: 'UDP' },
  { containerPort: 53, protocol: 'TCP' },
];

/** Peers, and the ports that they have in common. */
export interface DraftRule {
  readonly peers: readonly PeerSpec[];
  readonly ports: readonly PodPort[];
}

/** What a policy about the Pods of one workload is to say, as long as it grows. */
export class Draft {
  private readonly closed = new Set<Direction>();
  private readonly opened = { Ingress: new Map<string, Opening>(), Egress: new Map<string, Opening>() };

  constructor(readonly workload: Workload) {}

  get isEmpty(): boolean {
    return this.types.length === 0;
  }

  /** Closes a direction. False if it was closed already. */
  close(direction: Direction): boolean {
    if (this.types.includes(direction)) return false;
    this.closed.add(direction);
    return true;
  }

  /** Opens ports to a peer. False if they were open already. */
  allow(direction: Direction, other: Other, ports: readonly PodPort[]): boolean {
    const peer = this.peerOf(other);
    if (peer === undefined) return false;
    const key = JSON.stringify(peer);
    const opening = this.opened[direction].get(key) ?? { peer, ports: [] };
    const added = ports.filter((port) => !opening.ports.some((known) => isSame(known, port)));
    if (added.length === 0) return false;
    this.opened[direction].set(key, { peer, ports: [...opening.ports, ...added] });
    return true;
  }

  /** What the policy allows in a direction; undefined where it does not speak of it. */
  rules(direction: Direction): readonly DraftRule[] | undefined {
    return this.types.includes(direction) ? this.merged(direction) : undefined;
  }

  /** The policy as an object. */
  manifest(): Manifest {
    const { namespace, ref, manifest } = this.workload;
    const rulesOf = (direction: Direction, field: 'from' | 'to') =>
      this.merged(direction).map(({ peers, ports }) => ({
        [field]: peers,
        ports: ports.map(({ containerPort: port, protocol }) => ({ port, protocol })),
      }));
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `draft of ${ref.kind} ${ref.name}`, namespace },
      spec: {
        podSelector: templateSelector(manifest),
        policyTypes: this.types,
        ingress: rulesOf('Ingress', 'from'),
        egress: rulesOf('Egress', 'to'),
      },
    };
  }

  private get types(): readonly Direction[] {
    const all = ['Ingress', 'Egress'] as const;
    return all.filter((direction) => this.closed.has(direction) || this.opened[direction].size > 0);
  }

  /** Peers with the same ports share a rule. */
  private merged(direction: Direction): readonly DraftRule[] {
    const byPorts = new Map<string, { peers: PeerSpec[]; ports: readonly PodPort[] }>();
    for (const { peer, ports } of this.opened[direction].values()) {
      const sorted = [...ports].sort(
        (a, b) => a.containerPort - b.containerPort || b.protocol.localeCompare(a.protocol),
      );
      entryOf(byPorts, JSON.stringify(sorted), () => ({ peers: [], ports: sorted })).peers.push(peer);
    }
    return [...byPorts.values()];
  }

  private peerOf(other: Other): PeerSpec | undefined {
    if (!('manifest' in other)) return other;
    const podSelector = templateSelector(other.manifest);
    if (podSelector === undefined) return undefined;
    const { namespace } = other;
    const isOwn = namespace === this.workload.namespace;
    const named = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
    return { ...(isOwn ? {} : named), podSelector };
  }
}

interface Opening {
  readonly peer: PeerSpec;
  readonly ports: readonly PodPort[];
}

function isSame(a: PodPort, b: PodPort): boolean {
  return a.containerPort === b.containerPort && a.protocol === b.protocol;
}
