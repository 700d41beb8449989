import type { Service } from '../../model/objects';
import { formatCidr, parseCidr } from '../../terms/cidr';
import type { IPFamily } from '../../terms/ip';
import type { CurrentProxyMode } from '../../terms/proxy-mode';
import type { Dataplane } from '../dataplane';
import type { ClusterNode } from '../node';
import { servicePortsOf } from '../proxy/service-port';
import { iptablesRules } from './iptables-rules';
import { ipvsRules } from './ipvs-rules';
import { nftablesRules } from './nftables-rules';
import type { ProgrammedPort } from './programmed-port';
import { programmedPorts } from './programmed-port';
import type { RuleListing, RuleSettings } from './rule-listing';

/** More endpoints than this make comments too costly (`largeClusterEndpointsThreshold` in pkg/proxy/iptables). */
const MANY_ENDPOINTS = 1000;

/**
 * What kube-proxy would program on a node for some Services, as the node's tools show it, and with it the chains that
 * lead there: for each IP family of the node. The same tables decide what happens to packets.
 */
export function proxyRules(
  { tables, state }: Dataplane,
  mode: CurrentProxyMode,
  node: ClusterNode,
  services: Iterable<Service>,
): readonly RuleListing[] {
  const { config } = state;
  const ports = [...services].flatMap((service) => programmedPorts(service, node, tables));
  const known = [...state.services.values()].flatMap(servicePortsOf);
  return node.addresses.flatMap(({ family, ip, gatewayIP }) => {
    const endpoints = known
      .filter((port) => port.family === family)
      .reduce((sum, port) => sum + tables.endpointsOf(port).length, 0);
    const settings: RuleSettings = {
      family,
      nodeIP: ip,
      gatewayIP,
      podCIDR: canonical(config.podCIDR.split(','), family).join(),
      serviceCIDRs: canonical(config.serviceClusterIPRange, family),
      manyEndpoints: endpoints > MANY_ENDPOINTS,
    };
    return rulesOf(
      mode,
      ports.filter(({ port }) => port.family === family),
      settings,
    );
  });
}

function rulesOf(
  mode: CurrentProxyMode,
  ports: readonly ProgrammedPort[],
  settings: RuleSettings,
): readonly RuleListing[] {
  switch (mode) {
    case 'iptables':
      return iptablesRules(ports, settings);
    case 'nftables':
      return [nftablesRules(ports, settings)];
    case 'ipvs':
      return ipvsRules(ports, settings);
  }
}

function canonical(ranges: readonly string[], family: IPFamily): readonly string[] {
  return ranges
    .flatMap((range) => parseCidr(range) ?? [])
    .flatMap((cidr) => (cidr.family === family ? formatCidr(cidr) : []));
}
