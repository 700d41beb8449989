import type { Attachment, Candidate } from '../../model/gateway/attachment';
import { attachmentsOf } from '../../model/gateway/attachment';
import { gatewayObjectsOf } from '../../model/gateway/gateway-objects';
import type { GatewayView } from '../../model/gateway/gateways';
import type { RouteMatch, RouteRule } from '../../model/gateway/objects';
import { secretElsewhere } from '../../model/elsewhere/absent-secret';
import { keyOf } from '../../terms/object-ref';
import type { RequestExpectation, Unsent } from '../expectation';
import type { RequestTarget } from '../probe';
import { outside } from './clients';
import type { Draft } from './draft';
import { answeredBy, unsentBehind } from './gateway-backends';
import { matchesOf, winnersAmong } from './gateway-matches';
import type { PlannedNetwork } from './planned-network';
import { elsewhere } from './unsent';

/**
 * Every match of every route of HTTP and gRPC, asked for from outside at each listener and host that it is attached to; one that is
 * not attached is asked for all the same, for it is meant to be reached.
 */
export function* gatewayProbes(network: PlannedNetwork): Generator<Draft> {
  const { attachments } = attachmentsOf(network.model);
  for (const attachment of attachments) {
    const { gateway, candidates, route, accepted } = attachment;
    if (gateway === undefined || (route.kind !== 'HTTPRoute' && route.kind !== 'GRPCRoute')) continue;
    if (accepted?.status === 'False') yield* unattachedProbe(attachment, gateway, network);
    for (const candidate of candidates) yield* candidateProbes(attachment, gateway, candidate, network);
  }
}

function* candidateProbes(
  { route }: Attachment,
  gateway: GatewayView,
  { listener, hostnames }: Candidate,
  network: PlannedNetwork,
): Generator<Draft> {
  for (const hostname of hostnames) {
    const rivals = matchesOf(network.model, listener, hostname);
    for (const own of rivals.filter((each) => each.route === route)) {
      const request = requestFor(own.match, { gateway, listener, hostname }, route.kind === 'GRPCRoute');
      const winners = request === undefined ? [own] : winnersAmong(rivals, own);
      const [rule = {}] = winners.map((each) => each.rule);
      const left =
        request === undefined ? elsewhere('which requests a regular expression takes is not asked for') : undefined;
      const unsent =
        unsentOf(gateway, network) ??
        left ??
        winners.map((each) => unsentBehind(each, network)).find((each) => each !== undefined);
      yield draftOf(
        gateway,
        request ?? requestFor({}, { gateway, listener, hostname }, false),
        expectationOf(winners, rule, network),
        unsent,
        own.text,
      );
    }
  }
}

/** What is not attached is asked for where it was meant to be: the answer of somebody else, or of nobody, is a failure. */
function* unattachedProbe(
  { route, candidates, accepted, path }: Attachment,
  gateway: GatewayView,
  network: PlannedNetwork,
): Generator<Draft> {
  const listener = candidates[0]?.listener ?? gateway.listeners[0];
  const [rule = {}] = route.spec.rules ?? [];
  const [hostname = '*'] = route.spec.hostnames ?? [];
  if (listener === undefined) return;
  const request = requestFor(rule.matches?.[0] ?? {}, { gateway, listener, hostname }, route.kind === 'GRPCRoute');
  if (request === undefined) return;
  const called = `${route.kind} ${keyOf(route.metadata.namespace, route.metadata.name ?? '')}`;
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
    unsentOf(gateway, network) ?? withoutCertificate(candidates, gateway, network),
    `${called} ${path}: ${accepted?.reason ?? ''}, ${accepted?.message ?? ''}`,
  );
}

/** A class with another controller than the one that is modelled, or with none in the input, is somebody else's. */
function unsentOf({ gateway }: GatewayView, { model }: PlannedNetwork): Unsent | undefined {
  const { gatewayClassName: name = '' } = gateway.spec;
  const found = gatewayObjectsOf(model).classes.get(name);
  if (name === 'contour' || found?.spec.controllerName?.startsWith('projectcontour.io/') === true) return undefined;
  return elsewhere(`what Gateways of class ${name} do is left to its controller, which is installed elsewhere`);
}

/** Listeners that serve nobody for want of a certificate, which may be made elsewhere. */
function withoutCertificate(
  candidates: readonly Candidate[],
  { gateway }: GatewayView,
  { world }: PlannedNetwork,
): Unsent | undefined {
  for (const { listener } of candidates) {
    const { owner, spec } = listener;
    for (const { name = '', namespace = owner.namespace } of spec.tls?.certificateRefs ?? []) {
      const made = secretElsewhere(world, namespace, name, gateway);
      if (made !== undefined) return elsewhere(`the certificate of ${listener.name} is made elsewhere: ${made.why}`);
    }
  }
  return undefined;
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

function expectationOf(
  winners: Parameters<typeof answeredBy>[0],
  { filters = [] }: RouteRule,
  network: PlannedNetwork,
): RequestExpectation {
  const redirect = filters.find(({ requestRedirect }) => requestRedirect !== undefined)?.requestRedirect;
  const base = { kind: 'request', outcome: 'reached' } as const;
  if (redirect !== undefined && winners.length === 1) return { ...base, by: [], status: redirect.statusCode ?? 302 };
  const by = answeredBy(winners, network);
  return { ...base, ...(by === undefined ? {} : { by }), status: 200 };
}

function draftOf(
  { key }: GatewayView,
  to: RequestTarget | undefined,
  expect: RequestExpectation,
  unsent: Unsent | undefined,
  text: string,
): Draft {
  const target: RequestTarget = to ?? { kind: 'request', gateway: key, protocol: 'http' };
  const { protocol, hostHeader = '*', port, path = '/' } = target;
  return {
    from: outside.from,
    to: target,
    expect,
    subject: `Gateway ${key}`,
    row: `${protocol}://${hostHeader}:${port ?? ''}${path} (${text})`,
    client: outside.label,
    ...(unsent === undefined ? {} : { unsent }),
    requires: 'gateway',
  };
}
