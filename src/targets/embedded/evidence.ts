import type { Cluster } from '../../dataplane/cluster';
import type { HttpTarget, Probe } from '../../probes/probe';
import type { Vantage } from '../../terms/vantage';
import type { Link } from '../target';
import type { Resolver } from './dns/resolver';
import { isHttp, portOf } from './prober/connection-target';

/** The links that a probe goes over, up to and including the first broken one. */
export async function evidenceFor({ from, to }: Probe, cluster: Cluster, resolver: Resolver): Promise<readonly Link[]> {
  if ('env' in to) return [];
  if ('dns' in to) return [await nameLink(from, cluster.expand(to.dns.name), cluster, resolver)];
  const host = cluster.expand(to.host);
  const name = await nameLink(from, host, cluster, resolver);
  const [address] = await resolver.lookup(from, host);
  if (address === undefined) return [name];
  const links = [
    name,
    ...cluster.trace({ from, protocol: to.protocol === 'udp' ? 'UDP' : 'TCP', address, port: portOf(to) }),
  ];
  const arrived = links.every(({ ok }) => ok);
  return arrived && isHttp(to) && address === cluster.ingressIP ? [...links, routeLink(host, to, cluster)] : links;
}

async function nameLink(from: Vantage, host: string, cluster: Cluster, resolver: Resolver): Promise<Link> {
  const addresses = await resolver.lookup(from, host);
  const { nameservers, search, ndots } = cluster.resolverOf(from);
  const how = `nameserver ${nameservers.join(', ')}; search ${search.join(' ')}; ndots:${ndots}`;
  const ok = addresses.length > 0;
  const detail = ok ? `${host} resolves to ${addresses.join(', ')}` : `${host} does not resolve (${how})`;
  return { link: 'name', ok, detail };
}

function routeLink(host: string, { protocol, hostHeader, path, sni }: HttpTarget, cluster: Cluster): Link {
  const tls = protocol === 'https' ? { tls: sni === undefined ? {} : { sni } } : {};
  const route = cluster.route({ host: hostHeader ?? host, path: path ?? '/', ...tls });
  return { link: 'route', ok: route.action === 'forward', detail: route.reason };
}
