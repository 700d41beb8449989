import type { PodSpec } from '../../model/objects';
import type { ResolverConfig } from './answer';

/** The addresses of the DNS servers that there are. */
export interface Nameservers {
  /** Address of the cluster's DNS server, and of the Pods behind it. */
  readonly cluster: ReadonlySet<string>;
  readonly clusterIP: string;
  readonly host: string;
  readonly clusterDomain: string;
}

/** resolv.conf of a node, and of whoever uses the node's. */
export function nodeResolver({ host }: Nameservers): ResolverConfig {
  return { server: 'host', nameservers: [host], search: [], ndots: 1 };
}

/**
 * resolv.conf of a Pod (https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/): ClusterFirst unless
 * `dnsPolicy` says otherwise, where a Pod with hostNetwork has to say ClusterFirstWithHostNet; `dnsConfig` adds to it.
 */
export function podResolver(namespace: string, spec: PodSpec, servers: Nameservers): ResolverConfig {
  const { dnsPolicy = 'ClusterFirst', dnsConfig = {}, hostNetwork } = spec;
  const usesNode = dnsPolicy === 'Default' || (dnsPolicy === 'ClusterFirst' && hostNetwork === true);
  const base = dnsPolicy === 'None' ? NOTHING : usesNode ? nodeResolver(servers) : clusterFirst(namespace, servers);
  const nameservers = unique([...base.nameservers, ...(dnsConfig.nameservers ?? [])]).slice(0, 3);
  const ndots = dnsConfig.options?.findLast(({ name }) => name === 'ndots')?.value;
  return {
    server: serverAt(nameservers, servers),
    nameservers,
    search: unique([...base.search, ...(dnsConfig.searches ?? [])]).slice(0, 32),
    ndots: ndots === undefined || Number.isNaN(Number(ndots)) ? base.ndots : Number(ndots),
  };
}

const NOTHING: ResolverConfig = { server: 'nobody', nameservers: [], search: [], ndots: 1 };

function clusterFirst(namespace: string, { clusterIP, clusterDomain }: Nameservers): ResolverConfig {
  const search = [`${namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain];
  return { server: 'cluster', nameservers: [clusterIP], search, ndots: 5 };
}

/** The first nameserver that answers is the one that counts: one that does not is passed over after a timeout. */
function serverAt(nameservers: readonly string[], { cluster, host }: Nameservers): ResolverConfig['server'] {
  for (const nameserver of nameservers) {
    if (cluster.has(nameserver)) return 'cluster';
    if (nameserver === host) return 'host';
  }
  return 'nobody';
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
