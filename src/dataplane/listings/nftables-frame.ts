import { SYNTAX } from './family-syntax';
import type { NftablesTable } from './nftables-table';
import { elements } from './nftables-table';
import type { RuleSettings } from './rule-listing';

/** The elements of kube-proxy's sets and maps. */
export interface NftablesMaps {
  readonly clusterIPs: Set<string>;
  readonly emptyServices: string[];
  readonly emptyNodePorts: string[];
  readonly firewall: string[];
  readonly services: string[];
  readonly nodePorts: string[];
}

/** kube-proxy's sets and maps, which are there with and without elements. */
export function addMaps(table: NftablesTable, maps: NftablesMaps, { family, nodeIP }: RuleSettings): void {
  const { nftablesType } = SYNTAX[family];
  const set = (name: string, text: string, items: Iterable<string>) =>
    table.collection('set', name, `type ${nftablesType}`, `comment "${text}"`, ...elements([...items]));
  const map = (name: string, type: string, text: string, items: readonly string[]) =>
    table.collection('map', name, `type ${type} : verdict`, `comment "${text}"`, ...elements(items));
  const address = `${nftablesType} . inet_proto . inet_service`;
  const port = 'inet_proto . inet_service';
  const empty = 'with no endpoints';
  set('cluster-ips', 'Active ClusterIPs', maps.clusterIPs);
  set('nodeport-ips', 'IPs that accept NodePort traffic', [nodeIP]);
  map('no-endpoint-services', address, `vmap to drop or reject packets to services ${empty}`, maps.emptyServices);
  map(
    'no-endpoint-nodeports',
    port,
    `vmap to drop or reject packets to service nodeports ${empty}`,
    maps.emptyNodePorts,
  );
  map('firewall-ips', address, 'destinations that are subject to LoadBalancerSourceRanges', maps.firewall);
  map('service-ips', address, 'ClusterIP, ExternalIP and LoadBalancer IP traffic', maps.services);
  map('service-nodeports', port, 'NodePort traffic', maps.nodePorts);
}

/** The chains that lead to those of Services. */
export function addFrame(table: NftablesTable, { family, serviceCIDRs }: RuleSettings): void {
  const { nftables: ip } = SYNTAX[family];
  const address = `${ip} daddr . meta l4proto . th dport vmap`;
  const nodePort = `${ip} daddr @nodeport-ips meta l4proto . th dport vmap`;
  table.chain('nodeport-endpoints-check', `${nodePort} @no-endpoint-nodeports`);
  table.chain('service-endpoints-check', `${address} @no-endpoint-services`);
  table.chain('firewall-check', `${address} @firewall-ips`);
  table.chain('services', `${address} @service-ips`, `${nodePort} @service-nodeports`);
  table.chain(
    'masquerading',
    'meta mark & 0x00004000 == 0x00000000 return',
    'meta mark set meta mark ^ 0x00004000',
    'masquerade fully-random',
  );
  const unallocated = serviceCIDRs.length === 1 ? serviceCIDRs.join() : `{ ${serviceCIDRs.join(', ')} }`;
  table.chain(
    'cluster-ips-check',
    `${ip} daddr @cluster-ips reject comment "Reject traffic to invalid ports of ClusterIPs"`,
    `${ip} daddr ${unallocated} drop comment "Drop traffic to unallocated ClusterIPs"`,
  );
  table.chain('mark-for-masquerade', 'meta mark set meta mark | 0x00004000');
  table.chain('reject-chain', 'comment "helper for @no-endpoint-services / @no-endpoint-nodeports"', 'reject');
  for (const [name, hook, jumps] of HOOKS) table.chain(name, `type ${hook}; policy accept;`, ...jumps);
}

const HOOKS: readonly (readonly [string, string, readonly string[]])[] = [
  ['filter-prerouting-pre-dnat', 'filter hook prerouting priority dstnat - 10', ['ct state new jump firewall-check']],
  ['filter-output-pre-dnat', 'filter hook output priority -110', ['ct state new jump firewall-check']],
  [
    'filter-input',
    'filter hook input priority filter',
    ['ct state new jump nodeport-endpoints-check', 'ct state new jump service-endpoints-check'],
  ],
  [
    'filter-forward',
    'filter hook forward priority filter',
    ['ct state new jump service-endpoints-check', 'ct state new jump cluster-ips-check'],
  ],
  [
    'filter-output',
    'filter hook output priority filter',
    ['ct state new jump service-endpoints-check', 'ct state new jump cluster-ips-check'],
  ],
  ['nat-prerouting', 'nat hook prerouting priority dstnat', ['jump services']],
  ['nat-output', 'nat hook output priority -100', ['jump services']],
  ['nat-postrouting', 'nat hook postrouting priority srcnat', ['jump masquerading']],
];
