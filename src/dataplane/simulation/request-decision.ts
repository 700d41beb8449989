import type { Left } from '../../model/left-to-controller';
import type { ServerCertificate } from '../../model/server-certificate';
import type { RequestTarget } from '../../probes/probe';
import type { Cluster } from '../cluster';
import type { Listener } from '../flow';
import type { Forward, HttpDecision, Respond, Stream } from '../gateway/decision';
import type { GatewayRequest } from '../gateway/request';
import { roundOf } from '../gateway/turns';
import { ingressDecision } from './ingress-decision';

/** What of a decision to pass a request on is carried out. */
export type Forwarding = Omit<Forward, 'matched'>;

/** What becomes of a request at the listener that its connection arrived at. */
export type RequestDecision =
  | {
      readonly kind: 'http';
      readonly decision: Forwarding | Respond;
      readonly request: GatewayRequest;
      readonly certificate?: ServerCertificate;
      /** The Ingress that it follows from: `namespace/name`. */
      readonly ingress?: string;
    }
  /** Its bytes are passed on; `sni` where they are still those of TLS. */
  | {
      readonly kind: 'stream';
      readonly stream: Stream;
      readonly request: GatewayRequest;
      readonly sni?: string;
      readonly certificate?: ServerCertificate;
    }
  | { readonly kind: 'closed'; readonly reason: string }
  /** The controller alone knows. */
  | (Left & { readonly kind: 'left'; readonly reason: string });

/** What a Gateway, or the Ingress controller, does with the request of a probe. */
export function decideRequest(
  cluster: Cluster,
  listener: Listener,
  to: RequestTarget,
  address: string,
): RequestDecision {
  const secure = to.protocol === 'https';
  const { sni = '' } = to;
  const request = gatewayRequestOf(to, address);
  const asked = secure ? { ...request, tls: { sni } } : request;
  if (listener.type === 'ingress' && listener.tls === secure) {
    const decided = ingressDecision(cluster, asked);
    if (decided.action === 'close') return closed(decided.reason);
    if (decided.action === 'left') return leftTo(decided);
    const { certificate, ingress, ...decision } = decided;
    const found = {
      ...(certificate === undefined ? {} : { certificate }),
      ...(ingress === undefined ? {} : { ingress }),
    };
    return { kind: 'http', decision, request: asked, ...found };
  }
  if (listener.type !== 'gateway') return closed('whoever listens there answers no such request');
  const { gateways } = cluster.dataplane;
  if (listener.protocol === 'TCP') return streamed(gateways.connect(listener), request);
  if (!secure && listener.protocol === 'HTTP') return routed(gateways.route(listener, request), { request });
  if (!secure || listener.protocol !== 'TLS')
    return closed(`port ${listener.port} speaks ${listener.protocol}, not ${to.protocol}`);
  const greeting = gateways.greet(listener, sni);
  if (greeting.action !== 'terminate') return streamed(greeting, request, { sni });
  const { certificate } = greeting;
  if (greeting.listener.protocol === 'TLS') return streamed(gateways.connect(listener, sni), request, { certificate });
  return routed(gateways.route(listener, asked), { request: asked, certificate });
}

/** How many tries show everybody who may answer. */
export function triesOf(decision: RequestDecision): number {
  if (decision.kind === 'stream') return roundOf(decision.stream.destinations);
  if (decision.kind === 'closed' || decision.kind === 'left' || decision.decision.action === 'respond') return 1;
  const { destinations, mirrors } = decision.decision;
  const copies = mirrors.map(({ share }) => Math.ceil(1 / Math.max(share, LEAST_SHARE)));
  return copies.reduce((most, each) => Math.max(most, each), roundOf(destinations));
}

/** Whose share of copies is smaller need not be seen to get one. */
const LEAST_SHARE = 1 / 64;

/** The request of a probe as a Gateway gets it, without TLS. */
export function gatewayRequestOf(
  { protocol, method, hostHeader, path = '/', headers = {} }: RequestTarget,
  address: string,
): GatewayRequest {
  const grpc = protocol === 'grpc';
  return {
    method: method ?? (grpc ? 'POST' : 'GET'),
    host: hostHeader ?? address,
    path,
    headers: {
      ...(grpc ? { 'content-type': ['application/grpc'], te: ['trailers'] } : {}),
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]])),
    },
  };
}

function routed(
  decision: HttpDecision,
  asked: { readonly request: GatewayRequest; readonly certificate?: ServerCertificate },
): RequestDecision {
  return decision.action === 'left' ? leftTo(decision) : { kind: 'http', decision, ...asked };
}

function leftTo({ on, what, reason }: Left & { readonly reason: string }): RequestDecision {
  return { kind: 'left', on, what, reason };
}

function streamed(
  stream: Stream | { readonly action: 'close'; readonly reason: string },
  request: GatewayRequest,
  how: { readonly sni?: string; readonly certificate?: ServerCertificate } = {},
): RequestDecision {
  return stream.action === 'close' ? closed(stream.reason) : { kind: 'stream', stream, request, ...how };
}

function closed(reason: string): RequestDecision {
  return { kind: 'closed', reason };
}
