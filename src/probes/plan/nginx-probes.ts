import {
  annotation,
  asksOthers,
  canariesOf,
  isCanary,
  isOn,
  isSamePath,
  isSecured,
  pathOf,
  readsPatterns,
  rewrittenPath,
  sentAs,
  takers,
} from '../../model/ingress-nginx/host-rules';
import type { IngressRoute } from '../../model/route-table';
import { patternExample } from '../../runtime/pattern-example';
import type { ReachedExpectation, Unsent } from '../expectation';
import { reachedBy } from './connection';
import type { Draft } from './draft';
import type { IngressBackends } from './ingress-backends';
import { draftOf, pathsUnder } from './ingress-draft';
import type { Rivals } from './ingress-rivals';
import type { PlannedNetwork } from './planned-network';
import { leftTo } from './unsent';

const CONTROLLER = 'the controller ingress-nginx';

/** What an Ingress is to be asked for, and who answers. */
export interface NginxSubject {
  readonly subject: string;
  /** The placeholder of the controller's address. */
  readonly ingressIP: string;
  readonly rivals: Rivals;
  readonly backends: IngressBackends;
  readonly network: PlannedNetwork;
  /** Why a rule is not asked, whatever its annotations say. */
  readonly unsentOf: (route: IngressRoute) => Unsent | undefined;
}

/** A rule of an Ingress of ingress-nginx, asked for as that serves it: over http, and over https where it is sent there. */
export function* nginxProbes(route: IngressRoute, of: NginxSubject): Generator<Draft> {
  if (isCanary(route)) {
    yield* canaryProbes(route, of);
    return;
  }
  const ofHost = of.rivals.ofHost(route);
  const request = requestFor(route, ofHost);
  const winners = request === undefined ? undefined : takers(ofHost, request);
  const [winner] = winners ?? [];
  const common = {
    subject: of.subject,
    ingressIP: of.ingressIP,
    host: route.host,
    path: request === undefined ? pathOf(route) : sentAs(request),
  };
  if (request === undefined || winners === undefined || winner === undefined) {
    const unsent = leftTo({ on: CONTROLLER, what: `which requests the path ${pathOf(route)} takes` });
    yield draftOf({ ...common, protocol: 'http', expect: reachedBy(undefined), unsent });
    return;
  }
  const unsent = whyUnsent(winners, ofHost, of);
  const expect = answerOf(winner, winners, ofHost, request, of);
  const isSent = isSecured(of.network.model, winner) && !isRedirected(winner);
  yield draftOf({ ...common, protocol: 'http', expect: isSent ? toHttps(winner, route, request) : expect, unsent });
  if (isSent) yield draftOf({ ...common, protocol: 'https', expect, unsent });
}

/** Both sides of what a canary is chosen by: a header, or a cookie. What its weight takes shows at the rule it belongs to. */
function* canaryProbes(route: IngressRoute, of: NginxSubject): Generator<Draft> {
  const ofHost = of.rivals.ofHost(route);
  const main = ofHost.find((other) => !isCanary(other) && isSamePath(other, route));
  const common = { subject: of.subject, ingressIP: of.ingressIP, host: route.host };
  if (main === undefined) {
    const why = `no other Ingress has ${route.host ?? '*'}${pathOf(route)}: ingress-nginx serves no canary without one`;
    const unsent = { why, elsewhere: false };
    yield draftOf({ ...common, path: pathOf(route), protocol: 'http', expect: reachedBy(undefined), unsent });
    return;
  }
  const request = requestFor(main, ofHost);
  const isFirst = canariesOf(main, ofHost)[0] === route;
  if (request === undefined || !isFirst || isSecured(of.network.model, main) || isRedirected(main)) return;
  const seenPath = rewrittenPath(main, request);
  const seen = seenPath === undefined ? {} : { seenPath };
  for (const { headers, takes } of signals(route)) {
    const by = of.backends.answerersOf([takes ? route : main]);
    const expect = { ...reachedBy(by), status: 200, ...seen };
    const unsent = whyUnsent([route, main], [], of);
    yield draftOf({ ...common, path: sentAs(request), protocol: 'http', headers, expect, unsent });
  }
}

/** Headers that are for a canary, or keep away from it. */
function signals({
  source,
}: IngressRoute): readonly { readonly headers: Record<string, string>; readonly takes: boolean }[] {
  const header = annotation(source, 'canary-by-header')?.toLowerCase();
  const [value, pattern] = ['value', 'pattern'].map((what) => annotation(source, `canary-by-header-${what}`));
  const cookie = annotation(source, 'canary-by-cookie');
  const always = value ?? (pattern === undefined ? 'always' : undefined);
  return [
    ...(header === undefined || always === undefined ? [] : [{ headers: { [header]: always }, takes: true }]),
    ...(header === undefined || value !== undefined || pattern !== undefined
      ? []
      : [{ headers: { [header]: 'never' }, takes: false }]),
    ...(cookie === undefined
      ? []
      : [
          { headers: { cookie: `${cookie}=always` }, takes: true },
          { headers: { cookie: `${cookie}=never` }, takes: false },
        ]),
  ];
}

/** A path that the rule takes; of a regular expression an example. */
function requestFor(route: IngressRoute, ofHost: readonly IngressRoute[]): string | undefined {
  const own = (request: string) => takers(ofHost, request)?.includes(route) === true;
  // The root of the host may be redirected.
  const isAppRoot = ofHost.some(({ source }) => annotation(source, 'app-root') !== undefined);
  const plain = pathsUnder(route).filter((path) => !isAppRoot || path !== '/');
  const example = readsPatterns(ofHost) ? patternExample(pathOf(route)) : undefined;
  const candidates = readsPatterns(ofHost)
    ? [...(example === undefined ? [] : [example]), ...plain.filter(isPlain)]
    : plain;
  return candidates.find(own) ?? candidates[0];
}

function isPlain(path: string): boolean {
  return /^[-/\w.~]*$/.test(path);
}

function isRedirected({ source }: IngressRoute): boolean {
  return ['permanent-redirect', 'temporal-redirect'].some((name) => annotation(source, name) !== undefined);
}

/** What comes of a request that these rules take. */
function answerOf(
  winner: IngressRoute,
  winners: readonly IngressRoute[],
  ofHost: readonly IngressRoute[],
  request: string,
  { backends }: NginxSubject,
): ReachedExpectation {
  const { source } = winner;
  const temporal = annotation(source, 'temporal-redirect');
  const to = temporal ?? annotation(source, 'permanent-redirect');
  if (to !== undefined) {
    const [name, last, otherwise] =
      temporal === undefined ? (['permanent', 308, 301] as const) : (['temporal', 307, 302] as const);
    const code = Number(annotation(source, `${name}-redirect-code`) ?? otherwise);
    const status = code >= 300 && code <= last ? code : otherwise;
    return { ...reachedBy([]), status, ...(to.startsWith('/') ? {} : { location: to }) };
  }
  if (annotation(source, 'auth-type') !== undefined) return { ...reachedBy([]), status: 401 };
  const [canary] = canariesOf(winner, ofHost);
  const by = backends.answerersOf(canary === undefined ? winners : [...winners, canary]);
  const seenPath = rewrittenPath(winner, request);
  return { ...reachedBy(by), status: 200, ...(seenPath === undefined ? {} : { seenPath }) };
}

/** 308 to the same path of https, without a slash at its end. */
function toHttps({ source }: IngressRoute, { host }: IngressRoute, request: string): ReachedExpectation {
  const sent = sentAs(request);
  const path = isOn(source, 'preserve-trailing-slash') ? sent : sent.replace(/\/$/, '');
  const location = host === undefined ? {} : { location: `https://${concrete(host)}${path}` };
  return { ...reachedBy([]), status: 308, ...location };
}

function concrete(host: string): string {
  return host.replace(/^\*/, 'any');
}

/** Others that a request asks, and backends that are made elsewhere. */
function whyUnsent(
  rules: readonly IngressRoute[],
  ofHost: readonly IngressRoute[],
  { backends, unsentOf }: NginxSubject,
): Unsent | undefined {
  const concerned = [...rules, ...rules.flatMap((rule) => canariesOf(rule, ofHost))];
  for (const rule of concerned) {
    const asks = asksOthers(rule.source);
    if (asks !== undefined) return leftTo({ on: CONTROLLER, what: `what ${asks} answers` });
    const unsent = unsentOf(rule);
    if (unsent !== undefined) return unsent;
  }
  return rules.some(isRedirected) ? undefined : backends.unsentOf(concerned);
}
