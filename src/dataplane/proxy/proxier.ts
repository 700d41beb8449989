import type { Protocol } from '../../model/objects';
import type { Dropped, Refused } from '../flow';
import type { ClusterNode } from '../node';
import type { ProxyEndpoint } from './proxy-endpoint';
import type { ServicePortInfo } from './service-port';

/** The first packet of a connection, as a node sees it. */
export interface Packet {
  readonly protocol: Protocol;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
}

/** Where a packet came from: a process of the node, a Pod on it, or another machine. */
export type Arrival = 'process' | 'pod' | 'wire';

/** What a node's rules say about a packet. */
export type Verdict =
  /** No rule is for it; it follows the routes. */
  | { readonly action: 'pass' }
  /** It goes to an endpoint, from the node's own address if `masquerade`. */
  | {
      readonly action: 'translate';
      readonly address: string;
      readonly port: number;
      readonly masquerade: boolean;
      /** The Service it was for: `namespace/name`. */
      readonly service: string;
      /** Among how many endpoints the choice was; 1 where the client has to keep to one. */
      readonly choices: number;
    }
  | Refused
  | Dropped;

/** What kube-proxy does on every node, in one of its modes. */
export interface Proxier {
  judge(packet: Packet, node: ClusterNode, arrival: Arrival): Verdict;
  /** The endpoints that a node chooses from; `onlyLocal` where a traffic policy says so. */
  candidatesFor(port: ServicePortInfo, node: ClusterNode, onlyLocal: boolean): readonly ProxyEndpoint[];
  /** Whether a node takes an address for its own because of kube-proxy (IPVS binds every Service address). */
  binds(address: string): boolean;
  /** Whether node ports answer at an address of the node. */
  servesNodePortsAt(address: string, node: ClusterNode): boolean;
}
