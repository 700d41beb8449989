import type { Protocol } from '../model/objects';
import type { Dependence } from '../probes/observation';
import type { Vantage } from '../terms/vantage';
import type { PortProtocol } from './gateway/port-protocol';
import type { Ruling } from './policies/ruling';

/** The first packet of a connection, as its client sends it. */
export interface Flow {
  readonly from: Vantage;
  readonly protocol: Protocol;
  /** IP address dialled; names are resolved before. */
  readonly address: string;
  readonly port: number;
}

/** What became of the packet, and why in one sentence. */
export type Decision = (Delivered | Refused | Dropped) & {
  /** Among how many endpoints kube-proxy chose: as many connections show all. Default: 1. */
  readonly choices?: number;
  /** What the NetworkPolicies that isolate an end of the connection say; absent where none does. */
  readonly rulings?: readonly Ruling[];
  /** Who may decide otherwise: then the packet is dropped. */
  readonly depends?: Dependence;
};

/** Whether NetworkPolicies deny it. */
export function isDenied(decision: Decision): boolean {
  return decision.action === 'drop' && decision.brokenAt === 'policy';
}

/** It arrived at a process. */
export interface Delivered {
  readonly action: 'deliver';
  /** Address and port that the process listens on (after translation). */
  readonly address: string;
  readonly port: number;
  /** Who listens there. */
  readonly listener: Listener;
  /** Source address that the process sees. */
  readonly source: string;
  readonly reason: string;
}

/** The links of the way from a client to a process, in their order. */
export type LinkName = 'name' | 'address' | 'rules' | 'endpoints' | 'policy' | 'pod' | 'port' | 'route';

/** RST or ICMP port unreachable. */
export interface Refused {
  readonly action: 'refuse';
  readonly reason: string;
  /** The first link that is broken. */
  readonly brokenAt?: LinkName;
}

/** No answer, ever. Either the packet was lost, or its reply. */
export interface Dropped {
  readonly action: 'drop';
  readonly reason: string;
  /** The first link that is broken. */
  readonly brokenAt?: LinkName;
}

/** A process that accepts connections somewhere in the cluster, or beside it. */
export type Listener =
  /** A container of a Pod. */
  | {
      readonly type: 'pod';
      readonly pod: string;
      readonly container: string;
      readonly answers: Answers;
      /** Secret (`namespace/name`) of the certificate that it serves. Absent: it does not speak TLS. */
      readonly secret?: string;
    }
  /** The Ingress controller. */
  | { readonly type: 'ingress'; readonly tls: boolean }
  /** A Gateway (`namespace/name`), on one of its ports. */
  | { readonly type: 'gateway'; readonly gateway: string; readonly port: number; readonly protocol: PortProtocol }
  /** kube-proxy's health check of a Service with externalTrafficPolicy Local; answers HTTP. */
  | {
      readonly type: 'healthCheck';
      readonly service: string;
      readonly status: 200 | 503;
      readonly localEndpoints: number;
    }
  /** A host outside the cluster. */
  | { readonly type: 'externalHost'; readonly name: string }
  /** The cluster's DNS server. */
  | { readonly type: 'dns' }
  /** The API server. */
  | { readonly type: 'apiServer' };

/**
 * How a container answers: `netexec` knows `/hostname`, `/clientip`, `/echo`, ...; `hostname` answers every path with its Pod's name; `echo`
 * tells the request, as the image of the conformance tests of the Gateway API does, `grpc` is the same image asked to speak gRPC.
 */
export type Answers = 'netexec' | 'hostname' | 'echo' | 'grpc';
