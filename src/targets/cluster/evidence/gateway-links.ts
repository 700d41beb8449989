import { describeRoute } from '../../../model/gateway/gateway-objects';
import type { Probe, RequestTarget } from '../../../probes/probe';
import { portOf } from '../../../probes/probe';
import { commonHost, hostIsUnder } from '../../../terms/wildcard-host';
import type { Link } from '../../target';
import { conditionIn, gatewayAddresses } from '../gateway-conditions';
import type { Conditions, StoredGateway, StoredRoute } from '../objects';
import type { EvidenceContext } from './evidence-context';
import { broken, eventsOn, unbroken } from './words';

/** The links of a request through a Gateway, as the conditions say: the Gateway, its listener, the routes of the host, then the answer. */
export async function gatewayLinks(
  probe: Probe,
  to: RequestTarget,
  context: EvidenceContext,
): Promise<readonly Link[]> {
  const { gateway: key = '' } = to;
  const gateway = context.gateways.called(key);
  if (gateway === undefined) return [broken('address', `the cluster has no Gateway ${key}`)];
  const [address] = gatewayAddresses(gateway);
  if (address === undefined) return [broken('address', await whyNoAddress(key, gateway, context))];
  const links = [unbroken('address', `${address} is the address of Gateway ${key}`)];
  const listeners = listenerLinks(to, gateway);
  if (listeners.some(({ ok }) => !ok)) return [...links, ...listeners];
  const routes = routeLinks(to, gateway, context);
  if (routes.some(({ ok }) => !ok)) return [...links, ...listeners, ...routes];
  const verdict = await context.observe(probe);
  const status = 'status' in verdict && verdict.status !== undefined ? ` with status ${verdict.status}` : '';
  const answers = verdict.outcome === 'reached' && !/[45]\d\d/.test(status);
  const answer = `Gateway ${key}: ${verdict.outcome}${status}`;
  return [...links, ...listeners, ...routes, answers ? unbroken('route', answer) : broken('route', answer)];
}

async function whyNoAddress(
  key: string,
  { metadata, spec, status }: StoredGateway,
  context: EvidenceContext,
): Promise<string> {
  const { gatewayClassName: name = '' } = spec;
  const gatewayClass = context.view.gatewayClasses.find((each) => each.metadata.name === name);
  if (gatewayClass === undefined) return `Gateway ${key} has no address: the cluster has no GatewayClass ${name}`;
  const events = await eventsOn('Gateway', key.split('/')[0] ?? '', metadata.name, context);
  const said = [
    told('Accepted', gatewayClass.status, `GatewayClass ${name}`),
    told('Accepted', status, 'it'),
    told('Programmed', status, 'it'),
    events,
  ].filter((each) => each !== undefined && each !== '');
  return `Gateway ${key} has no address: ${said.join('; ')}`;
}

/** The conditions of the listeners of the port that are not true. */
function listenerLinks({ gateway: key = '', ...to }: RequestTarget, { spec, status }: StoredGateway): readonly Link[] {
  const port = portOf(to);
  const names = (spec.listeners ?? []).flatMap((each) => (each.port === port ? [each.name ?? ''] : []));
  if (names.length === 0 && spec.allowedListeners !== undefined) return [];
  if (names.length === 0) return [broken('port', `Gateway ${key} has no listener on port ${port}`)];
  const wrong = names.flatMap((name) => {
    const found = status?.listeners?.find((each) => each.name === name);
    return ['Accepted', 'ResolvedRefs', 'Programmed'].flatMap((type) => told(type, found, `listener ${name}`) ?? []);
  });
  // Another listener of the port may serve all the same.
  return wrong.map((text) => (names.length === 1 ? broken('port', text) : unbroken('port', text)));
}

/** Routes for the host that no listener takes, or whose references lead nowhere. */
function routeLinks(to: RequestTarget, gateway: StoredGateway, context: EvidenceContext): readonly Link[] {
  const host = (to.hostHeader ?? '').replace(/:\d+$/, '');
  const routes = context.gateways
    .routesOf(gateway)
    .filter(({ spec: { hostnames = [] } }) => hostnames.length === 0 || hostnames.some((each) => isFor(each, host)));
  if (routes.length === 0) return [broken('route', `no route of the Gateway is for host ${host}`)];
  return routes.flatMap((route) => conditionLinks(route, gateway, context));
}

function isFor(pattern: string, host: string): boolean {
  const common = commonHost(undefined, pattern);
  return common !== undefined && hostIsUnder(common, host);
}

function conditionLinks(route: StoredRoute, gateway: StoredGateway, { aliases }: EvidenceContext): readonly Link[] {
  const namespace = aliases.namespaceInManifests(route.metadata.namespace ?? '');
  const called = describeRoute({ kind: route.kind, metadata: { ...route.metadata, namespace } });
  const own = (route.status?.parents ?? []).filter(({ parentRef }) => parentRef?.name === gateway.metadata.name);
  if (own.length === 0) return [unbroken('route', `no controller has said anything of ${called}`)];
  const wrong = own.flatMap((parent) =>
    ['Accepted', 'ResolvedRefs'].flatMap((type) => told(type, parent, called) ?? []),
  );
  if (wrong.length === 0) return [unbroken('route', `${called} is accepted, and its references resolve`)];
  return wrong.map((text) => broken('route', text));
}

/** A condition that is not true, in the words of the cluster. */
function told(type: string, status: Conditions | undefined, of: string): string | undefined {
  const found = conditionIn(status, type);
  if (found === undefined || found.status === 'True') return undefined;
  return `${of}: ${type}=${found.status}, ${found.reason ?? ''}: ${found.message ?? ''}`;
}
