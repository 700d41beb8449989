import type { PodSpec } from '../../model/objects';
import { viewOf } from '../../model/view';
import { objectsIn } from '../../model/workload';
import { addressIn, familyOf } from '../../terms/ip';
import { entryOf } from '../../terms/maps';
import type { ResolvedClusterConfig } from '../cluster-config';
import type { ClusterNetwork } from '../cluster-network';
import { nodeIPs } from '../node';
import type { RunningPod } from '../running-pod';
import type { SystemObjects } from '../system';
import type { DnsAnswer, DnsQuestion, DnsRecord, ResolverConfig } from './answer';
import type { Nameservers } from './resolv-conf';
import { nodeResolver, podResolver } from './resolv-conf';
import { hostsServer } from './upstream';
import type { Zone } from './zone';

type HostAlias = NonNullable<PodSpec['hostAliases']>[number];

/** The DNS servers that there are, and who asks which one. */
export class Resolvers {
  /** Of nodes and of the outside. */
  readonly ofNode: ResolverConfig;
  /** What the cluster's DNS server forwards to: it knows the hosts outside and nothing else. */
  readonly upstream: (question: DnsQuestion) => DnsAnswer;
  private readonly host: (question: DnsQuestion) => DnsAnswer;
  private readonly servers: Nameservers;
  private readonly turns = new Map<string, number>();
  private readonly usual = new Map<string, ResolverConfig>();

  constructor(
    { clusterDomain }: ResolvedClusterConfig,
    { externalHosts, nodes, hostResolverIP }: ClusterNetwork,
    { dnsIP, pods }: SystemObjects,
  ) {
    const dnsPods = pods.filter(({ listeners }) => listeners.some(({ listener }) => listener.type === 'dns'));
    this.servers = {
      cluster: new Set([dnsIP, ...dnsPods.flatMap(({ addresses }) => addresses)]),
      clusterIP: dnsIP,
      host: hostResolverIP,
      clusterDomain,
    };
    this.ofNode = nodeResolver(this.servers);
    this.upstream = hostsServer(externalHosts);
    const names = [...nodes.values()].map((node) => [node.name.toLowerCase(), nodeIPs(node)] as const);
    this.host = hostsServer(new Map([...externalHosts, ...names]));
  }

  /** The same one for all Pods of a namespace that want none of their own. */
  ofPod({ namespace, spec }: RunningPod): ResolverConfig {
    const { dnsPolicy, dnsConfig, hostNetwork } = spec;
    if (dnsPolicy !== undefined || dnsConfig !== undefined || hostNetwork !== undefined) {
      return podResolver(namespace, spec, this.servers);
    }
    return entryOf(this.usual, namespace, () => podResolver(namespace, {}, this.servers));
  }

  /** /etc/hosts of a Pod: its own names, which one with hostNetwork has not, and its aliases; in lower case. */
  readonly hostsFile = viewOf((pod: RunningPod): ReadonlyMap<string, readonly string[]> => {
    const aliases = objectsIn<HostAlias>(pod.spec.hostAliases).flatMap(({ ip, hostnames = [] }) =>
      ip === undefined ? [] : hostnames.map((name) => [name, [ip]] as const),
    );
    const own = pod.hostNetwork ? [] : this.namesOf(pod).map((name) => [name, pod.ips] as const);
    const hosts = new Map<string, readonly string[]>();
    for (const [name, addresses] of [...own, ...aliases]) {
      const known = hosts.get(name.toLowerCase()) ?? [];
      const added = addresses.filter((address) => addressIn(known, familyOf(address)) === undefined);
      hosts.set(name.toLowerCase(), [...known, ...added]);
    }
    return hosts;
  });

  private namesOf({ namespace, name, spec }: RunningPod): readonly string[] {
    const { hostname = name, subdomain } = spec;
    if (subdomain === undefined) return [hostname];
    return [hostname, `${hostname}.${subdomain}.${namespace}.svc.${this.servers.clusterDomain}`];
  }

  /** Of several addresses another one comes first each time (CoreDNS shuffles them, plugin `loadbalance`). */
  answer(question: DnsQuestion, server: ResolverConfig['server'], zone: Zone): DnsAnswer {
    if (server === 'host') return this.host(question);
    if (server === 'nobody') return { rcode: 'NXDOMAIN', records: [] };
    const { rcode, records } = zone.answer(question);
    const aliases = records.filter(({ type }) => type === 'CNAME');
    const others = records.filter(({ type }) => type !== 'CNAME');
    if (others.length < 2) return { rcode, records };
    return { rcode, records: [...aliases, ...this.rotated(`${question.type} ${question.name.toLowerCase()}`, others)] };
  }

  private rotated(key: string, records: readonly DnsRecord[]): readonly DnsRecord[] {
    const turn = this.turns.get(key) ?? 0;
    this.turns.set(key, (turn + 1) % records.length);
    return [...records.slice(turn), ...records.slice(0, turn)];
  }
}
