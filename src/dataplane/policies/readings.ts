import type { Direction } from '../../model/network-policies';
import type { Container } from '../../model/objects';
import { objectsIn } from '../../model/workload';
import type { Cidr } from '../../terms/cidr';
import { cidrContains, parseCidr } from '../../terms/cidr';
import { familyOf } from '../../terms/ip';
import type { ClusterNode } from '../node';
import { hasAddress, nodeAddressesIn } from '../node';
import { blockContains, rulesOf } from './policy-engine';
import type { PolicyEngine } from './policy-engine';
import type { PolicyPod } from './policy-index';
import type { Connection, End, Ruling } from './ruling';
import type { Trip } from './trip';

/** One way to read the specification: what it means for a connection, and what it leaves open. */
export interface Reading {
  /** Absent where the connection is exempt, or where no policy isolates the Pod. */
  readonly ruling?: Ruling;
  /** What it is that others read differently; empty in the first reading. */
  readonly open: string;
}

/** A connection as one reading has it; `exempt` where policies are not asked. */
type View = { readonly open: string } & (Connection | { readonly exempt: true });

const EXEMPT: readonly View[] = [{ exempt: true, open: '' }];

/** Somebody whom no label and no block is about. */
const NOBODY: End = { address: '' };

/** No policy has a say: there is nothing to read. */
const OPEN: readonly Reading[] = [];

const HOST_NETWORK = 'whether a policy applies to Pods on the network of their host';
const OTHER_NODE = 'whether policies know another node, or a Pod on its network, by its address or by labels';
const HAIRPIN = 'whether policies apply to a Pod that reaches itself through a Service';

/** How the two directions of a connection may be read; the first reading, if any, is that of kube-network-policies. */
export class Readings {
  /**
   * @param engines one that knows the port names of ordinary containers alone, and one that knows those of sidecars too
   * @param serviceRanges where cluster IPs come from
   */
  constructor(
    private readonly engines: readonly [PolicyEngine, PolicyEngine],
    private readonly serviceRanges: readonly Cidr[],
  ) {}

  ofEgress(trip: Trip): readonly Reading[] {
    const { client, target } = trip;
    if (!this.isIsolated(client.pod, 'Egress')) return OPEN;
    const after = connectionTo(trip, target, target.port);
    if (!trip.fromPod) return this.read('Egress', [...EXEMPT, { ...after, open: HOST_NETWORK }]);
    return this.read('Egress', isHairpin(trip) ? hairpin(after) : this.destinations(trip, after));
  }

  ofIngress(trip: Trip): readonly Reading[] {
    const { target } = trip;
    if (!this.isIsolated(target.pod, 'Ingress')) return OPEN;
    const after = connectionTo(trip, target, target.port);
    const isLocal = trip.clientNode !== undefined && trip.clientNode === trip.targetNode;
    if (!trip.toPod) return this.read('Ingress', isLocal ? EXEMPT : [...EXEMPT, { ...after, open: HOST_NETWORK }]);
    if (isHairpin(trip)) return this.read('Ingress', hairpin(after));
    const own = trip.fromPod || trip.clientNode === undefined ? [{ ...after, open: '' }] : ofNode(after, isLocal);
    return this.read('Ingress', [...own, ...behindEntry(trip, after)]);
  }

  private isIsolated(pod: PolicyPod | undefined, direction: Direction): boolean {
    return pod !== undefined && this.engines[0].index.isIsolated(pod, direction);
  }

  /** What a policy may take for the destination of a Pod's connection. */
  private destinations(trip: Trip, after: Connection): readonly View[] {
    const { flow, target, through, clientNode } = trip;
    const dialled = connectionTo(trip, { address: flow.address }, flow.port);
    const before: View[] = [];
    if (through === 'clusterIP' && this.namesServiceRange(dialled)) {
      before.push({ exempt: true, open: 'whether an ipBlock of Service addresses means the Pods behind them' });
    }
    if (through === 'rewriting') {
      const open = `whether a policy sees ${flow.address} or what is behind it`;
      const isOwn = clientNode !== undefined && hasAddress(clientNode, flow.address);
      before.push(isOwn ? { exempt: true, open } : { ...dialled, open });
    }
    if (trip.toPod || trip.targetNode === undefined) return [{ ...after, open: '' }, ...before];
    if (trip.targetNode === clientNode) return [...EXEMPT, ...before.filter((view) => !('exempt' in view))];
    const { address } = target;
    return [
      { ...after, destination: { address }, open: '' },
      { ...after, destination: NOBODY, open: OTHER_NODE },
      ...(target.pod === undefined
        ? []
        : [{ ...after, destination: { ...NOBODY, pod: target.pod }, open: OTHER_NODE }]),
      ...before,
    ];
  }

  /** Whether a policy lets out to the address of a Service by a block that holds nothing else. */
  private namesServiceRange(dialled: Connection): boolean {
    const [engine] = this.engines;
    const ruling = engine.rule('Egress', dialled);
    return (ruling?.policies ?? []).some((policy) =>
      rulesOf(policy, 'Egress').some(
        (rule) =>
          engine.admitsPort(rule, dialled) &&
          rule.peers.some(
            ({ ipBlock }) =>
              ipBlock !== undefined &&
              blockContains(ipBlock, dialled.destination.address) &&
              this.isOfServices(ipBlock.cidr ?? ''),
          ),
      ),
    );
  }

  private isOfServices(text: string): boolean {
    const block = parseCidr(text);
    return (
      block !== undefined &&
      this.serviceRanges.some(
        (range) =>
          cidrContains(range, { family: block.family, bits: block.first }) &&
          cidrContains(range, { family: block.family, bits: block.last }),
      )
    );
  }

  private read(direction: Direction, views: readonly View[]): readonly Reading[] {
    return views.flatMap((view): readonly Reading[] => {
      if ('exempt' in view) return [{ open: view.open }];
      const { open, ...connection } = view;
      return this.enginesFor(connection).map((engine, index) => {
        const ruling = engine.rule(direction, connection);
        return { ...(ruling === undefined ? {} : { ruling }), open: index === 0 ? open : SIDECARS };
      });
    });
  }

  private enginesFor({ destination: { pod } }: Connection): readonly PolicyEngine[] {
    const sidecars = objectsIn<Container>(pod?.spec.initContainers).some(
      ({ restartPolicy }) => restartPolicy === 'Always',
    );
    return sidecars ? this.engines : [this.engines[0]];
  }
}

const SIDECARS = 'whether policies know the names of the ports of sidecars';

function isHairpin({ client, target, fromPod }: Trip): boolean {
  return fromPod && client.pod?.key === target.pod?.key;
}

function hairpin(after: Connection): readonly View[] {
  return [
    { ...after, open: '' },
    { exempt: true, open: HAIRPIN },
  ];
}

/** Whom a policy may take a process of a node for, or a Pod on the network of its host. */
function ofNode(after: Connection, isLocal: boolean): readonly View[] {
  if (isLocal) return EXEMPT;
  const { address, pod } = after.source;
  return [
    { ...after, source: { address }, open: '' },
    { ...after, source: NOBODY, open: OTHER_NODE },
    ...(pod === undefined ? [] : [{ ...after, source: { ...NOBODY, pod }, open: OTHER_NODE }]),
  ];
}

/**
 * Behind node ports, load balancers and host ports a policy may see the node that was entered in place of the client; of a Pod that
 * asks another node also its own node, where the network hides Pods behind it.
 */
function behindEntry({ through, entry, clientNode, targetNode, fromPod }: Trip, after: Connection): readonly View[] {
  if (through !== 'rewriting' || entry === undefined) return [];
  if (!fromPod && entry === clientNode && entry === targetNode) return [];
  const family = familyOf(after.destination.address);
  const seen = (node: ClusterNode, which: string): View => {
    const { ip = node.ip } = nodeAddressesIn(node, family) ?? {};
    const open = `whether a policy sees ${after.source.address} or the address of node ${node.name}, ${which}`;
    return { ...after, source: { address: ip }, open };
  };
  const own = fromPod && clientNode !== undefined && clientNode !== entry;
  return [seen(entry, 'which it came in by'), ...(own ? [seen(clientNode, 'which it came from')] : [])];
}

function connectionTo({ client, flow }: Trip, destination: End, port: number): Connection {
  return { source: client, destination, protocol: flow.protocol, port };
}
