import type { Cluster } from '../../dataplane/cluster';
import type { Decision } from '../../dataplane/flow';
import type { DnsTarget, HttpTarget, Probe } from '../../probes/probe';
import type { Vantage } from '../../terms/vantage';
import type { Link } from '../target';
import type { Resolver } from './dns/resolver';
import { isHttp, portOf } from './prober/connection-target';

/** The links that a probe goes over, up to and including the first broken one. */
export async function evidenceFor({ from, to }: Probe, cluster: Cluster, resolver: Resolver): Promise<readonly Link[]> {
  if ('env' in to) return [];
  if ('dns' in to) return [await recordsLink(from, to, cluster, resolver)];
  const host = cluster.expand(to.host);
  const addresses = await resolver.lookup(from, host);
  const [address] = addresses;
  const name = nameLink(from, host, addresses, cluster);
  if (address === undefined) return [name];
  const flow = { from, protocol: to.protocol === 'udp' ? 'UDP' : 'TCP', address, port: portOf(to) } as const;
  const links = [name, ...cluster.trace(flow)];
  if (!isHttp(to) || !links.every(({ ok }) => ok) || !arrivesAtIngress(cluster.connect(flow))) return links;
  return [...links, routeLink(host, to, cluster)];
}

function arrivesAtIngress(decision: Decision): boolean {
  return decision.action === 'deliver' && decision.listener.type === 'ingress';
}

/** Whether a name has records of the type asked for. */
async function recordsLink(from: Vantage, { dns }: DnsTarget, cluster: Cluster, resolver: Resolver): Promise<Link> {
  const name = cluster.expand(dns.name);
  const reply = await resolver.dig(from, { name, type: dns.type });
  const records = reply?.records ?? [];
  if (records.length > 0) {
    return { link: 'name', ok: true, detail: `${name} ${dns.type}: ${records.map(({ data }) => data).join(', ')}` };
  }
  const answer = reply === undefined ? 'no answer' : `${reply.rcode} without records`;
  return { link: 'name', ok: false, detail: `${name} ${dns.type}: ${answer} (${howItAsks(from, cluster)})` };
}

function nameLink(from: Vantage, host: string, addresses: readonly string[], cluster: Cluster): Link {
  const ok = addresses.length > 0;
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

function routeLink(host: string, { protocol, hostHeader, path, sni }: HttpTarget, cluster: Cluster): Link {
  const tls = protocol === 'https' ? { tls: sni === undefined ? {} : { sni } } : {};
  const route = cluster.route({ host: hostHeader ?? host, path: path ?? '/', ...tls });
  return { link: 'route', ok: route.action === 'forward', detail: route.reason };
}
