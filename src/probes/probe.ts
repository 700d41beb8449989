/**
 * Probes and verdicts. Both are JSON, of the shape in which reachability of real clusters is recorded, so that a
 * prediction, an observation in this process and one on a cluster compare field by field.
 */
import { bracketed, hostPort } from '../terms/host-port';
import type { IPFamily } from '../terms/ip';
import type { Vantage } from '../terms/vantage';

export type { Vantage };

/** Connect, and ask who answers and whom they see. */
export interface TransportTarget {
  readonly kind: 'transport';
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  /** A name, an address, or a placeholder such as `${clusterIP:shop/web}`. */
  readonly host: string;
  readonly port: number;
  /** The only IP family over which a name is asked for and dialled. Default: the client chooses. */
  readonly family?: IPFamily;
}

/** One HTTP request. */
export interface HttpTarget {
  readonly kind: 'http';
  readonly protocol: 'http' | 'https';
  readonly host: string;
  /** Default: 80 for `http`, 443 for `https`. */
  readonly port?: number;
  /** Path and query. Default: `/`. */
  readonly path?: string;
  /** The Host header. Default: the host, with the port unless it is that of the protocol. */
  readonly hostHeader?: string;
  /** TLS server name. Default: none is sent. */
  readonly sni?: string;
  /** The only IP family over which a name is asked for and dialled. Default: the client chooses. */
  readonly family?: IPFamily;
  /** Default: `GET`. */
  readonly method?: string;
  /** Further headers, names in lower case. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request of HTTP or gRPC through a Gateway, or through the Ingress controller: told is what became of it on its way. */
export interface RequestTarget {
  readonly kind: 'request';
  /** `namespace/name` of the Gateway. Default: the Ingress controller. */
  readonly gateway?: string;
  /** Whether the Ingress controller is asked. Default: false. */
  readonly ingress?: boolean;
  /** `grpc` is an empty message over HTTP/2 without TLS. */
  readonly protocol: 'http' | 'https' | 'grpc';
  /** Default: 80, for `https` 443. */
  readonly port?: number;
  /** Default: the address. */
  readonly hostHeader?: string;
  /** TLS server name. Default: none is sent. */
  readonly sni?: string;
  /** Default: `GET`, for `grpc` `POST`. */
  readonly method?: string;
  /** Path and query; of gRPC `/service/method`. Default: `/`. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Types of DNS records that a probe can ask for. */
export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'SRV' | 'PTR' | 'TXT';

/** One DNS question; a name without trailing dot goes through the search list of the client. */
export interface DnsTarget {
  readonly kind: 'dns';
  readonly dns: { readonly name: string; readonly type: RecordType };
}

/** The environment of a Pod's container. */
export interface EnvTarget {
  readonly kind: 'env';
  readonly env: { readonly pod: string };
}

/** What a probe asks. */
export type ProbeTarget = TransportTarget | HttpTarget | RequestTarget | DnsTarget | EnvTarget;

/** A target that a connection is made to. */
export type ConnectionTarget = TransportTarget | HttpTarget;

/** The port that is dialled: by default that of the protocol. */
export function portOf({ protocol, port }: Pick<ConnectionTarget | RequestTarget, 'protocol' | 'port'>): number {
  return port ?? (protocol === 'https' ? 443 : 80);
}

/** The Host header as `curl` sends it: the port only where it differs from that of the protocol. */
export function hostHeaderOf({ protocol, host, port, hostHeader }: Omit<HttpTarget, 'kind'>): string {
  if (hostHeader !== undefined) return hostHeader;
  return port === undefined || port === portOf({ protocol }) ? bracketed(host) : hostPort(host, port);
}

/** What a target may or may not be able to do, and a probe may need. */
export type Capability =
  | 'loadBalancer'
  | 'ingress'
  | 'gateway'
  | 'externalHosts'
  | 'udp'
  | 'sctp'
  | 'ipv6'
  | 'outsideAddress';

/** A question to the network. */
export interface Probe {
  /** Tells it from the others of its run. */
  readonly id: string;
  /** Who asks. */
  readonly from: Vantage;
  readonly to: ProbeTarget;
}

/**
 * What became of a connection:
 * - `reached`: somebody answered;
 * - `refused`: RST or ICMP port unreachable, a clear no at once;
 * - `timedOut`: no answer within the budget: a dropped packet, or no route;
 * - `unresolved`: the host name did not resolve;
 * - `closed`: accepted, then closed without an answer.
 */
export type Outcome = 'reached' | 'refused' | 'timedOut' | 'unresolved' | 'closed';

/** What the answering Pod sees: the client Pod's own address, that of some node, or another one. */
export type ClientAddressClass = 'pod' | 'node' | 'other';

/** What a client observed over several tries. */
export interface ConnectionVerdict {
  readonly kind: 'connection';
  readonly outcome: Outcome;
  /** Other outcomes of the same probe, sorted: one of two endpoints refuses. */
  readonly also?: readonly Outcome[];
  /** The Pods that answered (`namespace/name`, sorted), or the name of an external host; empty when no Pod did. */
  readonly by?: readonly string[];
  readonly clientIP?: ClientAddressClass;
  /** In place of `clientIP` when it depends on who answered. */
  readonly clientIPBy?: Readonly<Record<string, ClientAddressClass>>;
  /** The address the answering Pods saw, as a placeholder; by Pod when they differ. */
  readonly seenAs?: string | Readonly<Record<string, readonly string[]>>;
  /** HTTP status. */
  readonly status?: number;
  /** Subject of the certificate served. */
  readonly certificate?: string;
  /** The IP families of the connections that a name led to, sorted, where the cluster has IPv6. */
  readonly over?: readonly IPFamily[];
  /** The Location header of the answer. */
  readonly location?: string;
  /** The path that the answering Pod saw, where an Ingress controller passed the request on. */
  readonly seenPath?: string;
}

/** A request as the Pod that answered saw it. */
export interface SeenRequest {
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  /** Without those that clients and proxies add on their own. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** The server name of the TLS connection that the Pod itself terminated. */
  readonly sni?: string;
}

/** What became of a request over several tries. */
export interface RequestVerdict {
  readonly kind: 'request';
  /** `noAddress`: the Gateway has none. */
  readonly outcome: Outcome | 'noAddress';
  readonly also?: readonly Outcome[];
  /** The Pods that answered; empty when the Gateway itself did. */
  readonly by?: readonly string[];
  readonly status?: number;
  readonly grpcStatus?: number;
  /** The first host name in the certificate that was served. */
  readonly certificate?: string;
  readonly seen?: SeenRequest;
  /** Fields of the answer but for the usual ones. */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /** Who else got the request, with the paths that they saw. */
  readonly copies?: Readonly<Record<string, readonly string[]>>;
  /** The share of each Pod, and of each status but 200, where there are several. */
  readonly share?: Readonly<Record<string, number>>;
}

/** A record of an answer, as text. */
export interface DnsRecord {
  /** Its owner, with a trailing dot. */
  readonly name: string;
  readonly type: string;
  /** Addresses as placeholders where the target chose them: `${clusterIP:shop/web}`. */
  readonly data: string;
}

/** What came of a DNS question: the last answer of the DNS server over the search list. */
export interface DnsVerdict {
  readonly kind: 'dns';
  /** `TIMEOUT`: no DNS server answered. */
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'TIMEOUT';
  readonly records: readonly DnsRecord[];
}

/** The variables that the container was started with. */
export interface EnvVerdict {
  readonly kind: 'env';
  readonly env: Readonly<Record<string, string>>;
}

/** Nothing was learnt: never the same as blocked. */
export interface NotRunVerdict {
  readonly kind: 'notRun';
  readonly outcome: 'notRun';
  readonly reason: string;
}

/** What a probe taught. */
export type LearntVerdict = ConnectionVerdict | RequestVerdict | DnsVerdict | EnvVerdict;

/** What nobody can know without knowing who decides: a prediction, never an observation. */
export interface DependsVerdict {
  readonly kind: 'depends';
  readonly outcome: 'implementationSpecific';
  /** Who decides: `the network plugin`. */
  readonly on: string;
  /** What it is that they decide. */
  readonly why: string;
  /** What may come of it; empty: that is not known either. */
  readonly either: readonly LearntVerdict[];
}

/** What a prediction says. */
export type PredictedVerdict = LearntVerdict | DependsVerdict;

/** What came of a probe. */
export type Verdict = PredictedVerdict | NotRunVerdict;

/** The verdict on a probe that could not be sent, or whose answer means nothing. */
export function notRun(error: unknown): NotRunVerdict {
  return { kind: 'notRun', outcome: 'notRun', reason: error instanceof Error ? error.message : String(error) };
}
