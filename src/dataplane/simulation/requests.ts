import { X509Certificate } from 'node:crypto';
import { certificateOf } from '../../model/server-certificate';
import type { Dependence, Otherwise } from '../../probes/observation';
import { predicted } from '../../probes/observation';
import type { DependsVerdict, RequestTarget, RequestVerdict } from '../../probes/probe';
import { portOf } from '../../probes/probe';
import type { RequestObservation } from '../../probes/request-observation';
import { requestVerdictOf, seenRequest, tellingHeaders } from '../../probes/request-observation';
import { placeholder } from '../../terms/placeholders';
import type { Vantage } from '../../terms/vantage';
import type { Cluster } from '../cluster';
import type { EndpointAddress } from '../endpoints/ready-endpoints';
import type { Decision, Flow, Listener } from '../flow';
import { serverNameFor, trusts } from '../gateway/backend-tls';
import type { Destination, Forward } from '../gateway/decision';
import { grpcStatusOf } from '../gateway/grpc-status';
import type { Headers } from '../gateway/headers';
import { modifiedHeaders } from '../gateway/headers';
import type { GatewayRequest } from '../gateway/request';
import { Turns } from '../gateway/turns';
import type { ArrivingRequest } from '../pods/answer-request';
import { answerRequest } from '../pods/answer-request';
import { NOT_MODELLED } from './observe';
import type { Forwarding, RequestDecision } from './request-decision';
import { decideRequest, triesOf } from './request-decision';

/** More tries than this tell nothing new. */
const MOST_TRIES = 64;

/** What becomes of a request that a client sends until it has seen everybody who may answer. */
export function simulateRequest(cluster: Cluster, from: Vantage, to: RequestTarget): RequestVerdict | DependsVerdict {
  const address = addressFor(cluster, to);
  if (address === undefined) return { kind: 'request', outcome: 'noAddress' };
  const simulation = new Simulation(cluster, { from, protocol: 'TCP', address, port: portOf(to) }, to);
  const tries: Try[] = [];
  for (let wanted = 1; tries.length < Math.min(wanted, MOST_TRIES);) {
    tries.push(simulation.try());
    wanted = Math.max(wanted, simulation.round);
  }
  return predicted<RequestObservation, RequestVerdict>(tries, requestVerdictOf);
}

/** One try of a request, and who may decide otherwise about it. */
interface Try {
  readonly observation: RequestObservation;
  readonly depends: Dependence | undefined;
}

/** Where a request is sent; undefined: the Gateway has no address. Throws a RangeError when there is no such Gateway. */
export function addressFor(cluster: Cluster, { gateway }: Pick<RequestTarget, 'gateway'>): string | undefined {
  if (gateway === undefined) return cluster.ingressIPs[0];
  if (!cluster.dataplane.gateways.attachments.gateways.has(gateway)) {
    throw new RangeError(`Gateway '${gateway}' does not exist; give namespace/name of one that does`);
  }
  return cluster.dataplane.gatewayAddresses.get(gateway)?.[0];
}

class Simulation {
  /** How many tries show everybody. */
  round = 1;
  private readonly turns = new Turns();
  private depends: Dependence | undefined;

  constructor(
    private readonly cluster: Cluster,
    private readonly flow: Flow,
    private readonly to: RequestTarget,
  ) {}

  try(): Try {
    const decision = this.cluster.connect(this.flow);
    this.depends = decision.depends;
    const observation =
      decision.action === 'deliver'
        ? this.arrive(decision.listener)
        : { outcome: decision.action === 'refuse' ? ('refused' as const) : ('timedOut' as const) };
    return { observation, depends: this.depends };
  }

  /** A connection to a backend; `otherwise` is what becomes of the request if it is dropped, where somebody else decides that. */
  private connect(endpoint: EndpointAddress, otherwise: Otherwise): Decision {
    const decision = this.cluster.connect({ from: this.cluster.ingressVantage, protocol: 'TCP', ...endpoint });
    if (decision.depends !== undefined) this.depends ??= { ...decision.depends, otherwise };
    return decision;
  }

  private arrive(listener: Listener): RequestObservation {
    const decided = decideRequest(this.cluster, listener, this.to, this.flow.address);
    this.round = triesOf(decided);
    if (decided.kind === 'closed') return { outcome: 'closed' };
    if (decided.kind === 'left') {
      this.depends = { on: decided.on, why: decided.what };
      return { outcome: 'reached', status: NOT_MODELLED };
    }
    const certificate = certificateName(decided.certificate?.cert);
    if (decided.kind === 'stream') return { ...this.streamed(decided), ...certificate };
    const { decision, request } = decided;
    if (decision.action === 'respond') return { ...this.ownAnswer(decision.status, decision.headers), ...certificate };
    const destination = this.turns.destination('rule', decision.destinations);
    if (destination === undefined) return { ...this.ownAnswer(500), ...certificate };
    const copies = this.copied(decision, request);
    return { ...this.forwarded(decision, destination, request), ...certificate, ...copies };
  }

  /** The bytes of the request reach a backend as they are. */
  private streamed({ stream, request, sni }: Extract<RequestDecision, { kind: 'stream' }>): RequestObservation {
    const destination = this.turns.destination('stream', stream.destinations);
    const endpoint = destination && this.turns.endpoint('stream', destination);
    const decision = endpoint && this.connect(endpoint, { outcome: 'closed' });
    if (decision?.action !== 'deliver') return { outcome: 'closed' };
    const policy = sni === undefined ? destination?.tls : undefined;
    if (policy !== undefined && !this.isTrusted(decision.listener, policy)) return { outcome: 'closed' };
    const name = policy === undefined ? sni : serverNameFor(policy, this.cluster.config.gatewayProfile);
    const tls = name === undefined ? {} : { tls: { sni: name } };
    const arriving = { ...request, ...tls, h2: this.to.protocol === 'grpc' };
    const observed = this.answered(decision.listener, arriving);
    if (observed === undefined) return { outcome: 'closed' };
    return { ...observed, ...(sni === undefined ? {} : certificateName(this.pairOf(decision.listener)?.cert)) };
  }

  private forwarded(forward: Forwarding, destination: Destination, request: GatewayRequest): RequestObservation {
    const endpoint = this.turns.endpoint('rule', destination);
    if (destination.status !== undefined || endpoint === undefined) return this.ownAnswer(destination.status ?? 503);
    const decision = this.connect(endpoint, { outcome: 'reached', status: 503 });
    if (decision.action !== 'deliver') return this.ownAnswer(503);
    const { listener } = decision;
    const { tls: policy } = destination;
    if (policy !== undefined && !this.isTrusted(listener, policy)) return this.ownAnswer(503);
    const { gatewayProfile } = this.cluster.config;
    const arriving: ArrivingRequest = {
      ...arrivingAs(forward, destination, request),
      ...(policy === undefined ? {} : { tls: { sni: serverNameFor(policy, gatewayProfile) } }),
    };
    const observed = this.answered(listener, arriving, destination, forward.timeoutMs);
    return observed ?? this.ownAnswer(503);
  }

  private answered(
    listener: Listener,
    arriving: ArrivingRequest,
    { responseHeaders = [] }: Partial<Destination> = {},
    timeoutMs = Infinity,
  ): RequestObservation | undefined {
    const answer = answerRequest(listener, arriving);
    if (answer === undefined) return undefined;
    if (answer.delayMs > timeoutMs) return this.ownAnswer(504);
    const isGrpc = this.to.protocol === 'grpc';
    const headers = tellingHeaders(modifiedHeaders(answer.headers, responseHeaders), isGrpc);
    const { h2: _, tls, ...seen } = arriving;
    const named = { ...seen, host: this.named(seen.host), ...(tls === undefined ? {} : tls) };
    return {
      outcome: 'reached',
      ...(listener.type === 'pod' && (answer.seen || answer.upgraded === true) ? { by: listener.pod } : {}),
      status: answer.status,
      ...(answer.grpcStatus === undefined ? {} : { grpcStatus: answer.grpcStatus }),
      ...(Object.keys(headers).length === 0 ? {} : { headers }),
      ...(answer.seen ? { seen: seenRequest(named, isGrpc) } : {}),
    };
  }

  /** What a Gateway answers itself: to gRPC in its own words. */
  private ownAnswer(status: number, headers: Headers = {}): RequestObservation {
    if (this.to.protocol === 'grpc') return { outcome: 'reached', status: 200, grpcStatus: grpcStatusOf(status) };
    const named = Object.fromEntries(
      Object.entries(headers).map(([name, values]) => [name, values.map((each) => this.named(each))]),
    );
    const telling = tellingHeaders(named, false);
    return { outcome: 'reached', status, ...(Object.keys(telling).length === 0 ? {} : { headers: telling }) };
  }

  private copied(forward: Forwarding, request: GatewayRequest): Pick<RequestObservation, 'copies'> {
    const [first] = forward.destinations;
    if (forward.mirrors.length === 0 || first === undefined) return { copies: {} };
    const paths = forward.mirrors.flatMap(({ backend, share, endpoints }) => {
      const endpoint = this.turns.copies(backend.path, share)
        ? this.turns.endpoint('mirror', { backend, share, endpoints })
        : undefined;
      const decision =
        endpoint && this.cluster.connect({ from: this.cluster.ingressVantage, protocol: 'TCP', ...endpoint });
      if (decision?.action !== 'deliver' || decision.listener.type !== 'pod') return [];
      return [[decision.listener.pod, [arrivingAs(forward, first, request).path]] as const];
    });
    return { copies: Object.fromEntries(paths) };
  }

  private named(text: string): string {
    return text.replaceAll(this.flow.address, () => placeholder('gateway'));
  }

  private isTrusted(listener: Listener, policy: NonNullable<Destination['tls']>): boolean {
    const pem = this.pairOf(listener)?.cert;
    return pem !== undefined && trusts(policy, pem);
  }

  private pairOf(listener: Listener) {
    const secret = listener.type === 'pod' ? this.cluster.model.secrets.get(listener.secret ?? '') : undefined;
    return secret && certificateOf(secret);
  }
}

/** A request as a Gateway passes it on. */
export function arrivingAs(
  forward: Pick<Forward, 'host' | 'path'>,
  destination: Destination,
  request: GatewayRequest,
): ArrivingRequest {
  const { rewrite } = destination;
  const rewritten = rewrite?.host ?? forward.host;
  const { host: [host = rewritten] = [], ...headers } = modifiedHeaders(
    { ...request.headers, host: [request.host] },
    destination.requestHeaders,
  );
  // A host that a filter rewrites goes before one that is set as a header.
  return {
    method: request.method,
    host: rewritten === request.host ? host : rewritten,
    path: rewrite?.path ?? forward.path,
    headers,
    h2: destination.h2c,
  };
}

/** The first host name in a certificate. */
export function certificateName(pem: string | undefined): { certificate?: string } {
  if (pem === undefined) return {};
  const { subjectAltName = '', subject } = new X509Certificate(pem);
  const [name] = subjectAltName.split(', ').flatMap((each) => (each.startsWith('DNS:') ? [each.slice(4)] : []));
  return { certificate: name ?? subject };
}
