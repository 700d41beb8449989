import type { Backend } from '../../model/gateway/backends';
import type { Listener } from '../../model/gateway/listeners';
import type { HeaderModifier, Route } from '../../model/gateway/objects';
import type { ResolvedTLSPolicy } from '../../model/gateway/policy-status';
import type { Left } from '../../model/left-to-controller';
import type { ServerCertificate } from '../../model/server-certificate';
import type { EndpointAddress } from '../endpoints/ready-endpoints';
import type { Headers } from './headers';

/** The rule that a request goes to. */
export interface Matched {
  readonly listener: Listener;
  /** The host name of the route that took the request, as a pattern. */
  readonly hostname: string;
  readonly route: Route;
  /** Index of the rule in `spec.rules`. */
  readonly rule: number;
  /** The match in words; of a route without matches, what it comes to. */
  readonly match: string;
}

/** A rule that takes the request as well, and gives way. */
export interface Loser extends Omit<Matched, 'listener' | 'hostname'> {
  readonly why: string;
}

/** Where a part of the requests goes. */
export interface Destination {
  readonly backend: Backend;
  /** How much of the traffic, from 0 to 1. */
  readonly share: number;
  readonly endpoints: readonly EndpointAddress[];
  /** What the Gateway answers itself, as nobody can be asked; absent where somebody can. */
  readonly status?: number;
  /** Changes to the request, in their order. */
  readonly requestHeaders: readonly HeaderModifier[];
  /** Changes to the answer of the backend, in their order. */
  readonly responseHeaders: readonly HeaderModifier[];
  /** What a filter of the backend makes of the Host header, and of path and query. */
  readonly rewrite?: { readonly host?: string; readonly path?: string };
  /** How connections to the backend are secured. Absent: they are not. */
  readonly tls?: ResolvedTLSPolicy;
  /** Whether the backend is spoken to in HTTP/2 without TLS. */
  readonly h2c: boolean;
  readonly reason: string;
}

/** Somebody who gets a copy; what they answer is not looked at. */
export interface Mirror {
  readonly backend: Backend;
  /** How many of the requests are copied, from 0 to 1. */
  readonly share: number;
  readonly endpoints: readonly EndpointAddress[];
}

/** A request is passed on. */
export interface Forward {
  readonly action: 'forward';
  readonly matched: Matched;
  readonly destinations: readonly Destination[];
  readonly mirrors: readonly Mirror[];
  /** The Host header that backends see, before changes to the headers. */
  readonly host: string;
  /** Path and query that backends see. */
  readonly path: string;
  /** After so long the client gets a 504. Absent: never. */
  readonly timeoutMs?: number;
  readonly losers: readonly Loser[];
  readonly reason: string;
}

/** The Gateway answers itself. */
export interface Respond {
  readonly action: 'respond';
  readonly status: number;
  readonly headers: Headers;
  /** Absent where no rule took the request. */
  readonly matched?: Matched;
  readonly losers: readonly Loser[];
  readonly reason: string;
}

/** What becomes of a request is known to the controller alone. */
export interface LeftDecision extends Left {
  readonly action: 'left';
  readonly matched: Matched;
  readonly losers: readonly Loser[];
  readonly reason: string;
}

/** What a Gateway does with an HTTP request, and why in one sentence. */
export type HttpDecision = Forward | Respond | LeftDecision;

/** Bytes are passed on as they come. */
export interface Stream {
  readonly action: 'stream';
  readonly listener: Listener;
  readonly route: Route;
  readonly destinations: readonly StreamDestination[];
  readonly reason: string;
}

/** Where a part of the connections goes; without endpoints they are closed. */
export type StreamDestination = Pick<Destination, 'backend' | 'share' | 'endpoints' | 'tls' | 'reason'>;

/** The connection ends. */
export interface Close {
  readonly action: 'close';
  readonly reason: string;
}

/** What a Gateway does when a TLS client says hello. */
export type TlsDecision =
  | {
      readonly action: 'terminate';
      readonly listener: Listener;
      readonly certificate: ServerCertificate;
      readonly reason: string;
    }
  | Stream
  | Close;
