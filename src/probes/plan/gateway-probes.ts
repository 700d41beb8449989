import { parentElsewhere } from '../../model/elsewhere/absent-gateway';
import type { Attachment, Candidate } from '../../model/gateway/attachment';
import { attachmentsOf } from '../../model/gateway/attachment';
import { describeRoute } from '../../model/gateway/gateway-objects';
import type { GatewayView } from '../../model/gateway/gateways';
import type { RouteMatch } from '../../model/gateway/objects';
import { keyOf } from '../../terms/object-ref';
import type { RequestExpectation, Unsent } from '../expectation';
import type { RequestTarget } from '../probe';
import { outside } from './clients';
import type { Draft } from './draft';
import { answeredBy, unsentBehind } from './gateway-backends';
import { requestExpectation } from './gateway-expectation';
import { matchesOf } from './gateway-matches';
import { streamProbes } from './gateway-stream-probes';
import { unsentOf, withoutCertificate, withoutLabels } from './gateway-unsent';
import type { PlannedNetwork } from './planned-network';
import { elsewhere } from './unsent';

/**
 * Every match of every route of HTTP and gRPC, asked for from outside at each listener and host that it is attached to, and every
 * route of TCP, TLS and UDP; one that is not attached is asked for all the same, for it is meant to be reached.
 */
export function* gatewayProbes(network: PlannedNetwork): Generator<Draft> {
  const { attachments } = attachmentsOf(network.model);
  for (const attachment of attachments) {
    const { gateway, route } = attachment;
    const { kind, metadata } = route;
    const object = `${kind}/${keyOf(metadata.namespace, metadata.name ?? '')}`;
    const drafts =
      gateway === undefined ? withoutParent(attachment, network) : routeProbes(attachment, gateway, network);
    for (const draft of drafts) yield { ...draft, object };
  }
}

/** A route of a Gateway that others make is not asked for, and told. */
function* withoutParent({ route, parentRef }: Attachment, { world }: PlannedNetwork): Generator<Draft> {
  const { namespace = route.metadata.namespace ?? world.model.defaultNamespace, name = '', port = 80 } = parentRef;
  const made = parentElsewhere(world, parentRef, namespace);
  if (made === undefined) return;
  const gateway = keyOf(namespace, name);
  const [host] = route.spec.hostnames ?? [];
  const asked = { gateway, port, path: '/', ...(host === undefined ? {} : { hostHeader: host }) };
  yield draftOf(
    { key: gateway },
    { kind: 'request', protocol: route.kind === 'GRPCRoute' ? 'grpc' : 'http', ...asked },
    { kind: 'request', outcome: 'reached' },
    elsewhere(`${parentRef.kind ?? 'Gateway'} ${gateway} is made elsewhere: ${made.why}`),
    describeRoute(route),
  );
}

function* routeProbes(attachment: Attachment, gateway: GatewayView, network: PlannedNetwork): Generator<Draft> {
  const { candidates, route, accepted } = attachment;
  if (route.kind !== 'HTTPRoute' && route.kind !== 'GRPCRoute') {
    yield* streamProbes(attachment, gateway, network);
    return;
  }
  if (accepted?.status === 'False') yield* unattachedProbe(attachment, gateway, network);
  for (const candidate of candidates) yield* candidateProbes(attachment, gateway, candidate, network);
}

function* candidateProbes(
  { route }: Attachment,
  gateway: GatewayView,
  { listener, hostnames }: Candidate,
  network: PlannedNetwork,
): Generator<Draft> {
  for (const hostname of hostnames) {
    const rivals = matchesOf(network.model, listener, hostname);
    for (const own of rivals.of(route)) {
      const request = requestFor(own.match, { gateway, listener, hostname }, route.kind === 'GRPCRoute');
      const winners = request === undefined ? [own] : rivals.winnersAmong(own);
      const left =
        request === undefined
          ? elsewhere('which requests a regular expression takes, and gRPC over TLS, is not asked for')
          : undefined;
      const to = request ?? { kind: 'request', gateway: gateway.key, protocol: 'http', port: listener.port };
      const unsent =
        unsentOf(gateway, network) ??
        withoutCertificate([{ listener, outcome: 'attached', hostnames }], gateway, network) ??
        left ??
        winners.map((each) => unsentBehind(each, network)).find((each) => each !== undefined);
      yield draftOf(gateway, to, requestExpectation(winners, to, listener, network), unsent, own.text);
    }
  }
}

/** What is not attached is asked for where it was meant to be: the answer of somebody else, or of nobody, is a failure. */
function* unattachedProbe(attachment: Attachment, gateway: GatewayView, network: PlannedNetwork): Generator<Draft> {
  const { route, candidates, accepted, path } = attachment;
  const listener = candidates[0]?.listener ?? gateway.listeners[0];
  const [rule = {}] = route.spec.rules ?? [];
  const [hostname = '*'] = route.spec.hostnames ?? [];
  if (listener === undefined) return;
  const request = requestFor(rule.matches?.[0] ?? {}, { gateway, listener, hostname }, route.kind === 'GRPCRoute');
  if (request === undefined) return;
  const called = describeRoute(route);
  const by = answeredBy([{ route, rule }], network);
  const expect: RequestExpectation = {
    kind: 'request',
    outcome: 'reached',
    ...(by === undefined ? {} : { by }),
    status: 200,
  };
  yield draftOf(
    gateway,
    request,
    expect,
    unsentOf(gateway, network) ??
      withoutLabels(attachment, network) ??
      withoutCertificate(candidates, gateway, network),
    `${called} ${path}: ${accepted?.reason ?? ''}, ${accepted?.message ?? ''}`,
  );
}

interface Place {
  readonly gateway: GatewayView;
  readonly listener: Candidate['listener'];
  readonly hostname: string;
}

/** A request that a match takes; undefined where it is an expression that says which. */
function requestFor(
  { path = {}, method, headers = [], queryParams = [] }: RouteMatch,
  { gateway, listener, hostname }: Place,
  isGrpc: boolean,
): RequestTarget | undefined {
  const isPattern = ({ type }: { readonly type?: string }) => type === 'RegularExpression';
  if ([path, ...headers, ...queryParams].some(isPattern) || (typeof method === 'object' && isPattern(method)))
    return undefined;
  const secure = listener.protocol === 'HTTPS';
  if (isGrpc && secure) return undefined;
  const host = hostname === '*' ? undefined : hostname.replace(/^\*/, 'any');
  const grpcPath =
    typeof method === 'object' ? `/${method.service ?? 'any.Service'}/${method.method ?? 'Any'}` : '/any.Service/Any';
  const query = queryParams.map(({ name = '', value = '' }) => `${name}=${value}`).join('&');
  const asked = isGrpc ? grpcPath : `${path.value ?? '/'}${query === '' ? '' : `?${query}`}`;
  return {
    kind: 'request',
    gateway: gateway.key,
    protocol: isGrpc ? 'grpc' : secure ? 'https' : 'http',
    port: listener.port,
    path: asked,
    ...(host === undefined ? {} : { hostHeader: host }),
    ...(secure ? { sni: host ?? 'any.invalid' } : {}),
    ...(typeof method === 'string' ? { method } : {}),
    ...(headers.length === 0
      ? {}
      : { headers: Object.fromEntries(headers.map(({ name = '', value = '' }) => [name, value])) }),
  };
}

function draftOf(
  { key }: Pick<GatewayView, 'key'>,
  to: RequestTarget,
  expect: RequestExpectation,
  unsent: Unsent | undefined,
  text: string,
): Draft {
  const { protocol, hostHeader = '*', port, path = '/' } = to;
  return {
    from: outside.from,
    to,
    expect,
    subject: `Gateway ${key}`,
    row: `${protocol}://${hostHeader}:${port ?? ''}${path} (${text})`,
    client: outside.label,
    ...(unsent === undefined ? {} : { unsent }),
    requires: 'gateway',
  };
}
