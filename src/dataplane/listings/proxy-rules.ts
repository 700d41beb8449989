import type { Service } from '../../model/objects';
import { formatCidr, parseCidr } from '../../terms/cidr';
import type { CurrentProxyMode } from '../../terms/proxy-mode';
import type { Dataplane } from '../dataplane';
import type { ClusterNode } from '../node';
import { servicePortsOf } from '../proxy/service-port';
import { iptablesRules } from './iptables-rules';
import { ipvsRules } from './ipvs-rules';
import { nftablesRules } from './nftables-rules';
import { programmedPorts } from './programmed-port';
import type { RuleListing, RuleSettings } from './rule-listing';

/** More endpoints than this make comments too costly (`largeClusterEndpointsThreshold` in pkg/proxy/iptables). */
const MANY_ENDPOINTS = 1000;

/**
 * What kube-proxy would program on a node for some Services, as the node's tools show it, and with it the chains that
 * lead there. The same tables decide what happens to packets. Rules are for IPv4, which is what nodes have.
 */
export function proxyRules(
  { tables, state }: Dataplane,
  mode: CurrentProxyMode,
  node: ClusterNode,
  services: Iterable<Service>,
): readonly RuleListing[] {
  const { config } = state;
  const endpoints = [...state.services.values()]
    .flatMap(servicePortsOf)
    .reduce((sum, port) => sum + tables.endpointsOf(port).length, 0);
  const settings: RuleSettings = {
    nodeIP: node.ip,
    gatewayIP: node.gatewayIP,
    podCIDR: canonical([config.podCIDR]).join(),
    serviceCIDRs: canonical(config.serviceClusterIPRange),
    manyEndpoints: endpoints > MANY_ENDPOINTS,
  };
  const ports = [...services].flatMap((service) => programmedPorts(service, node, tables));
  switch (mode) {
    case 'iptables': {
      const { nat, filter } = iptablesRules(ports, settings);
      return [
        { command: 'iptables-save -t nat', lines: nat },
        { command: 'iptables-save -t filter', lines: filter },
      ];
    }
    case 'nftables':
      return [{ command: 'nft list table ip kube-proxy', lines: nftablesRules(ports, settings) }];
    case 'ipvs':
      return ipvsRules(ports, settings);
  }
}

function canonical(ranges: readonly string[]): readonly string[] {
  return ranges
    .flatMap((range) => parseCidr(range) ?? [])
    .flatMap((cidr) => (cidr.family === 'IPv4' ? formatCidr(cidr) : []));
}
