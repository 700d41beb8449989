import type pc from 'picocolors';
import type { CandidateOutcome } from '../model/gateway/attachment';
import { listed } from '../terms/sentence';
import { EVERY_HOST } from '../terms/wildcard-host';
import type {
  BackendFacts,
  GatewayFacts,
  GatewayWay,
  ListenerFacts,
  ParentFacts,
  ParentListenerFacts,
  RuleFacts,
} from './gateway-explanation';

type Colors = ReturnType<typeof pc.createColors>;

/** Rows that tell the way of a request through a Gateway. */
export function wayRows(way: GatewayWay, colors: Colors): readonly string[] {
  const { listener, hostname, route, rule, match, filters, backends, mirrors, losers, status, why } = way;
  const isGood = route !== undefined && (status ?? 200) < 400;
  const mark = isGood ? colors.green('✓') : colors.red('✗');
  const host = hostText(hostname);
  return [
    route === undefined ? `${mark} ${why}` : `${mark} ${route}${match === undefined ? '' : `, ${match}`}`,
    ...(listener === undefined ? [] : [`  listener ${listener}${hostname === undefined ? '' : `, host ${host}`}`]),
    ...(rule === undefined ? [] : [`  rule ${rule}`]),
    ...(filters.length === 0 ? [] : [`  filters ${listed(filters)}`]),
    ...backends.map((each) => `  ${backendText(each)}`),
    ...(mirrors.length === 0 ? [] : [`  copies go to ${listed(mirrors)}`]),
    ...(status === undefined
      ? []
      : [`  it answers ${status}${way.location === undefined ? '' : `, Location ${way.location}`}`]),
    ...(way.passedOn === undefined ? [] : [`  the backend is asked for ${way.passedOn}`]),
    ...losers.map((loser) => `${colors.dim('·')} ${loser.route}: ${loser.why}`),
  ];
}

/** `100 % Service shop/web port 80`; where nobody can be asked, what is answered instead. */
export function backendText({ backend, share, status, why }: BackendFacts): string {
  const percent = `${Number((share * 100).toFixed(1))} %`;
  return `${percent} ${backend}${status === undefined ? '' : `: HTTP ${status}, ${why}`}`;
}

/** Rows of a listener: what is wrong with it, and the routes that refer to it. */
export function listenerRows({ conditions, routes, certificates }: ListenerFacts, colors: Colors): readonly string[] {
  const problems = describeProblems(conditions);
  return [
    ...(certificates.length === 0 ? [] : [`certificates: Secret ${listed(certificates)}`]),
    ...(problems === '' ? [] : [colors.red(problems)]),
    ...routes.map(({ route, attached, hostnames, conditions: said }) => {
      const wrong = describeProblems(said);
      const hosts = attached ? ` for ${hostsText(hostnames)}` : '';
      const mark = attached ? colors.green('✓') : colors.red('✗');
      return `${mark} ${route}${hosts}${wrong === '' ? (attached ? '' : ': it attaches to another listener') : `: ${wrong}`}`;
    }),
    ...(routes.length === 0 ? [colors.dim('no route refers to it')] : []),
  ];
}

/** What is said of a Gateway that no controller serves. */
export const UNSERVED = 'nobody serves it: the input has no such GatewayClass with a controller that is modelled';

/** Rows of a parent of a route: the listeners that serve it, and what is wrong with others. */
export function parentRows({ exists, listeners, conditions }: ParentFacts, colors: Colors): readonly string[] {
  const problems = describeProblems(conditions);
  return [
    ...listeners.map((listener) => {
      const mark = listener.outcome === 'attached' ? colors.green('✓') : colors.red('✗');
      return `${mark} listener ${listenerTitle(listener)}: ${describeListener(listener)}`;
    }),
    ...(exists ? [] : [colors.red('it is not among the manifests')]),
    ...(exists && conditions.length === 0 ? [colors.red(UNSERVED)] : []),
    ...(problems === '' ? [] : [colors.red(problems)]),
  ];
}

/** `serves it for shop.example.com`; or what stands in the way. */
export function describeListener({ outcome, hostnames }: ParentListenerFacts): string {
  if (outcome !== 'attached') return describeOutcome(outcome);
  return `serves it for ${hostsText(hostnames)}`;
}

/** What a route lacks at a listener. */
function describeOutcome(outcome: CandidateOutcome): string {
  switch (outcome) {
    case 'attached':
      return '';
    case 'listenerNotReady':
      return 'the listener itself is invalid';
    case 'kindNotAllowed':
      return 'it takes no routes of this kind';
    case 'namespaceNotAllowed':
      return 'it takes no routes of this namespace';
    case 'noCommonHost':
      return 'they have no host name in common';
  }
}

/** Rows of a rule of a route: what it takes, and where that goes. */
export function ruleRows({ matches, filters, backends, mirrors }: RuleFacts): readonly string[] {
  return [
    ...matches,
    ...(filters.length === 0 ? [] : [`filters ${listed(filters)}`]),
    ...backends.map(backendText),
    ...(mirrors.length === 0 ? [] : [`copies go to ${listed(mirrors)}`]),
  ];
}

/** `http: HTTP 80, *.example.com`. */
export function listenerTitle({
  name,
  port,
  protocol,
  hostname,
  listenerSet,
}: Pick<ListenerFacts, 'name' | 'port' | 'protocol' | 'hostname' | 'listenerSet'>): string {
  const from = listenerSet === undefined ? '' : ` of ListenerSet ${listenerSet}`;
  return `${name}${from}: ${protocol} ${port}, ${hostText(hostname)}`;
}

/** Host names in words: without any, every host. */
function hostText(hostname: string = EVERY_HOST): string {
  return hostname === EVERY_HOST ? 'every host' : hostname;
}

function hostsText(hostnames: readonly string[]): string {
  return listed(hostnames.map((each) => hostText(each)));
}

/** `Accepted=True Accepted`. */
export function conditionRows({ conditions }: Pick<GatewayFacts, 'conditions'>): readonly string[] {
  return conditions.map(({ type, status, reason, message }) => `${type}=${status} ${reason}: ${message}`);
}

/** Conditions that say that something is wrong, in a sentence; empty where all is well. */
function describeProblems(conditions: GatewayFacts['conditions']): string {
  const isGood = ({ type, status }: (typeof conditions)[number]) => (status === 'True') === (type !== 'Conflicted');
  const bad = conditions.filter((each) => !isGood(each));
  return listed(bad.map(({ type, status, reason, message }) => `${type}=${status} ${reason}: ${message}`));
}
