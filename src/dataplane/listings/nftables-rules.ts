import { hostPort } from '../../terms/host-port';
import type { ProxyEndpoint } from '../proxy/proxy-endpoint';
import { nftablesName } from './chain-names';
import { SYNTAX } from './family-syntax';
import type { NftablesMaps } from './nftables-frame';
import { addFrame, addMaps } from './nftables-frame';
import { sourceSet } from './nftables-sources';
import { duration, NftablesTable } from './nftables-table';
import type { Handling, ProgrammedPort } from './programmed-port';
import type { RuleListing, RuleSettings } from './rule-listing';

/**
 * What `nft list table ip kube-proxy`, for IPv6 `ip6`, shows of a node's kube-proxy (`pkg/proxy/nftables/proxier.go`).
 */
export function nftablesRules(ports: readonly ProgrammedPort[], settings: RuleSettings): RuleListing {
  const maps: NftablesMaps = {
    clusterIPs: new Set(ports.map(({ port }) => port.clusterIP)),
    emptyServices: [],
    emptyNodePorts: [],
    firewall: [],
    services: [],
    nodePorts: [],
  };
  for (const port of ports) addElements(port, maps);
  const header = `${SYNTAX[settings.family].nftables} kube-proxy`;
  const table = new NftablesTable(header, 'rules for kube-proxy');
  addMaps(table, maps, settings);
  addFrame(table, settings);
  for (const port of ports) addChains(table, port, settings);
  return { command: `nft list table ${header}`, lines: table.print() };
}

function addElements({ name, protocol, port, any, internal, external }: ProgrammedPort, maps: NftablesMaps): void {
  const base = nftablesName(port);
  const at = (address: string) => `${address} . ${protocol} . ${port.port}`;
  if (internal === 'forward') {
    maps.services.push(`${at(port.clusterIP)} : goto ${policyChain(port.internalLocal, base)}`);
  } else {
    maps.emptyServices.push(`${at(port.clusterIP)} comment "${name}" : ${target(internal)}`);
  }
  for (const address of [...port.externalIPs, ...port.loadBalancerIPs]) {
    if (any) maps.services.push(`${at(address)} : goto external-${base}`);
    if (external !== 'forward') maps.emptyServices.push(`${at(address)} comment "${name}" : ${target(external)}`);
  }
  if (port.sourceRanges !== undefined) {
    for (const address of port.loadBalancerIPs) maps.firewall.push(`${at(address)} : goto firewall-${base}`);
  }
  if (port.nodePort === undefined) return;
  const nodePort = `${protocol} . ${port.nodePort}`;
  if (any) maps.nodePorts.push(`${nodePort} : goto external-${base}`);
  if (external !== 'forward') maps.emptyNodePorts.push(`${nodePort} comment "${name}" : ${target(external)}`);
}

function addChains(table: NftablesTable, programmed: ProgrammedPort, { podCIDR, family }: RuleSettings): void {
  const { port, any, isExternal, internal, external, cluster, local, reachable, openToNode } = programmed;
  const base = nftablesName(port);
  const ip = SYNTAX[family].nftables;
  if (internal === 'forward') {
    const notPods = `${ip} daddr ${port.clusterIP} ${ip} saddr != ${podCIDR} jump mark-for-masquerade`;
    table.chain(policyChain(port.internalLocal, base), notPods);
  }
  if (any && isExternal) {
    const all = policyChain(false, base);
    const rules = port.externalLocal
      ? [
          `${ip} saddr ${podCIDR} goto ${all} comment "short-circuit pod traffic"`,
          'fib saddr type local jump mark-for-masquerade comment "masquerade local traffic"',
          `fib saddr type local goto ${all} comment "short-circuit local traffic"`,
        ]
      : ['jump mark-for-masquerade'];
    const rest = external === 'forward' ? [`goto ${policyChain(port.externalLocal, base)}`] : [];
    table.chain(`external-${base}`, ...rules, ...rest);
  }
  if (port.sourceRanges !== undefined && port.loadBalancerIPs.length > 0) {
    const sources = sourceSet(family, port.sourceRanges, openToNode ? port.loadBalancerIPs : []);
    table.chain(`firewall-${base}`, `${ip} saddr != ${sources} drop`);
  }
  addChoice(table, policyChain(false, base), programmed, cluster);
  addChoice(table, policyChain(true, base), programmed, local);
  for (const endpoint of reachable) addEndpoint(table, programmed, endpoint);
}

/** Affinity first, then chance. */
function addChoice(
  table: NftablesTable,
  chain: string,
  { port }: ProgrammedPort,
  endpoints: readonly ProxyEndpoint[],
): void {
  if (endpoints.length === 0) return;
  const names = endpoints.map((endpoint) => nftablesName(port, endpoint));
  if (port.affinityMs !== undefined) {
    table.chain(
      chain,
      ...names.map((name) => `${SYNTAX[port.family].nftables} saddr @affinity-${name} goto endpoint-${name}`),
    );
  }
  const choices = names.map((name, index) => `${index} : goto endpoint-${name}`);
  table.chain(chain, `numgen random mod ${names.length} vmap { ${choices.join(', ')} }`);
}

function addEndpoint(table: NftablesTable, { port, protocol }: ProgrammedPort, endpoint: ProxyEndpoint): void {
  const name = nftablesName(port, endpoint);
  const { nftables: ip, nftablesType } = SYNTAX[port.family];
  const hairpin = `${ip} saddr ${endpoint.address} jump mark-for-masquerade`;
  const dnat = `meta l4proto ${protocol} dnat to ${hostPort(endpoint.address, endpoint.port)}`;
  if (port.affinityMs === undefined) {
    table.chain(`endpoint-${name}`, hairpin, dnat);
    return;
  }
  const timeout = `timeout ${duration(port.affinityMs / 1000)}`;
  table.collection('set', `affinity-${name}`, `type ${nftablesType}`, 'size 65535', 'flags dynamic,timeout', timeout);
  table.chain(`endpoint-${name}`, hairpin, `update @affinity-${name} { ${ip} saddr }`, dnat);
}

function policyChain(onlyLocal: boolean, base: string): string {
  return `${onlyLocal ? 'local' : 'service'}-${base}`;
}

function target(handling: Handling): string {
  return handling === 'drop' ? 'drop' : 'goto reject-chain';
}
