import type { Cluster } from '../../dataplane/cluster';
import type { Dialled } from '../../dataplane/dial';
import { dial } from '../../dataplane/dial';
import { isDenied } from '../../dataplane/flow';
import type { IngressRoute } from '../../dataplane/ingress/ingress-controller';
import { PROTOCOLS } from '../../dataplane/simulation/attempts';
import { routeOf } from '../../dataplane/simulation/observe';
import { requestLinks } from '../../dataplane/simulation/request-links';
import type { ConnectionTarget, DnsTarget, Probe } from '../../probes/probe';
import { portOf } from '../../probes/probe';
import type { Vantage } from '../../terms/vantage';
import type { Link } from '../target';
import type { Resolver } from './dns/resolver';

/**
 * The links that a probe goes over, up to and including the first broken one.
 *
 * @param decisive the connection that decided on its verdict. Default: a new one
 */
export async function evidenceFor(
  { from, to }: Probe,
  cluster: Cluster,
  resolver: Resolver,
  decisive?: Dialled,
): Promise<readonly Link[]> {
  switch (to.kind) {
    case 'env':
      return [];
    case 'request':
      return requestLinks(cluster, from, to);
    case 'dns':
      return [await recordsLink(from, to, cluster, resolver)];
    case 'transport':
    case 'http':
      return connectionLinks(from, to, cluster, resolver, decisive);
  }
}

async function connectionLinks(
  from: Vantage,
  to: ConnectionTarget,
  cluster: Cluster,
  resolver: Resolver,
  decisive: Dialled | undefined,
): Promise<readonly Link[]> {
  const target = { ...to, host: cluster.expand(to.host) };
  const addresses = await resolver.lookup(from, target.host, target.family);
  const name = nameLink(from, target.host, addresses, cluster);
  const dialled = decisive ?? dial(from, { addresses, port: portOf(to), protocol: PROTOCOLS[to.protocol] }, cluster);
  if (dialled === undefined) return [name];
  const { flow, decision } = dialled;
  const links = [name, ...cluster.trace(flow, decision)];
  const isRouted = target.kind === 'http' && decision.action === 'deliver' && decision.listener.type === 'ingress';
  if (!isRouted || !links.every(({ ok }) => ok)) return links;
  const route = routeOf(target, cluster);
  return [
    ...links,
    { link: 'route', ok: route.action === 'forward', detail: route.reason },
    ...linksBehind(route, cluster),
  ];
}

/** A connection of the Ingress controller to an endpoint that policies deny. */
function linksBehind(route: IngressRoute, cluster: Cluster): readonly Link[] {
  if (route.action !== 'forward') return [];
  const decisions = route.endpoints.map((endpoint) => cluster.dataplane.forward(route, endpoint));
  const denied = decisions.find(isDenied);
  return denied === undefined ? [] : [{ link: 'policy', ok: false, detail: denied.reason }];
}

/** Whether a name has records of the type asked for. */
async function recordsLink(from: Vantage, { dns }: DnsTarget, cluster: Cluster, resolver: Resolver): Promise<Link> {
  const name = cluster.expand(dns.name);
  const reply = await resolver.dig(from, { name, type: dns.type });
  const records = reply?.records ?? [];
  if (records.length > 0) {
    return { link: 'name', ok: true, detail: `${name} ${dns.type}: ${records.map(({ data }) => data).join(', ')}` };
  }
  const { denied } = cluster.resolverOf(from);
  if (denied !== undefined) return { link: 'policy', ok: false, detail: denied };
  const answer = reply === undefined ? 'no answer' : `${reply.rcode} without records`;
  return { link: 'name', ok: false, detail: `${name} ${dns.type}: ${answer} (${howItAsks(from, cluster)})` };
}

function nameLink(from: Vantage, host: string, addresses: readonly string[], cluster: Cluster): Link {
  const ok = addresses.length > 0;
  const { denied } = cluster.resolverOf(from);
  if (!ok && denied !== undefined) return { link: 'policy', ok, detail: denied };
  const detail = ok
    ? `${host} resolves to ${addresses.join(', ')}`
    : `${host} does not resolve (${howItAsks(from, cluster)})`;
  return { link: 'name', ok, detail };
}

/** A client's resolv.conf in one line. */
function howItAsks(from: Vantage, cluster: Cluster): string {
  const { nameservers, search, ndots } = cluster.resolverOf(from);
  const list = search.length === 0 ? 'no search list' : `search ${search.join(' ')}`;
  return `nameserver ${nameservers.join(', ') || 'none'}; ${list}; ndots:${ndots}`;
}
