import { formatCidr } from '../../terms/cidr';
import { hostPort } from '../../terms/host-port';
import { ipvsEndpointsFor } from '../proxy/candidates';
import { SYNTAX } from './family-syntax';
import { Ipsets } from './ipset';
import { ipvsFilter, ipvsNat } from './ipvs-frame';
import type { ProgrammedPort } from './programmed-port';
import type { RuleListing, RuleSettings } from './rule-listing';

/** What `ipvsadm`, `ipset` and `iptables-save` show of a node's kube-proxy in mode ipvs (`pkg/proxy/ipvs/proxier.go`). */
export function ipvsRules(ports: readonly ProgrammedPort[], settings: RuleSettings): readonly RuleListing[] {
  const servers = new Map<string, readonly string[]>();
  const sets = new Ipsets(settings.family);
  const save = `${SYNTAX[settings.family].iptables}-save`;
  const outFilter: string[] = [];
  for (const port of ports) {
    addServers(port, settings, servers);
    addAddresses(port, settings, sets);
    addSourceRanges(port, sets, outFilter);
    addNodePort(port, settings, sets);
    for (const { address, port: target } of port.onNode) {
      sets.add('KUBE-LOOP-BACK', `${address},${port.protocol}:${target},${address}`);
    }
  }
  return [
    { command: 'ipvsadm -Sn', lines: [...servers].flatMap(([server, reals]) => [server, ...reals]) },
    { command: 'ipset save', lines: sets.print() },
    { command: `${save} -t nat`, lines: ipvsNat(sets, settings).print() },
    { command: `${save} -t filter`, lines: ipvsFilter(sets, settings, outFilter).print() },
  ];
}

/** A virtual server for each address and port; scheduler `rr`, persistent where the Service has affinity. */
function addServers(programmed: ProgrammedPort, settings: RuleSettings, servers: Map<string, readonly string[]>): void {
  const { port, cluster, local, any, protocol } = programmed;
  const flag = { tcp: '-t', udp: '-u' }[protocol] ?? `--${protocol}-service`;
  const persistence = port.affinityMs === undefined ? '' : ` -p ${port.affinityMs / 1000}`;
  const serve = (address: string, number: number, onlyLocal: boolean) => {
    const server = `${flag} ${hostPort(address, number)}`;
    const endpoints = ipvsEndpointsFor({ cluster, local, any }, onlyLocal);
    servers.set(
      `-A ${server} -s rr${persistence}`,
      endpoints.map((endpoint) => `-a ${server} -r ${hostPort(endpoint.address, endpoint.port)} -m -w 1`),
    );
  };
  serve(port.clusterIP, port.port, port.internalLocal);
  for (const address of [...port.externalIPs, ...port.loadBalancerIPs]) serve(address, port.port, port.externalLocal);
  if (port.nodePort === undefined) return;
  for (const address of [settings.nodeIP, settings.gatewayIP]) serve(address, port.nodePort, port.externalLocal);
}

function addAddresses({ port, protocol }: ProgrammedPort, { nodeIP, gatewayIP }: RuleSettings, sets: Ipsets): void {
  const at = (address: string) => `${address},${protocol}:${port.port}`;
  sets.add('KUBE-CLUSTER-IP', at(port.clusterIP));
  for (const address of port.externalIPs) {
    sets.add(port.externalLocal ? 'KUBE-EXTERNAL-IP-LOCAL' : 'KUBE-EXTERNAL-IP', at(address));
  }
  for (const address of port.loadBalancerIPs) {
    sets.add('KUBE-LOAD-BALANCER', at(address));
    if (port.externalLocal) sets.add('KUBE-LOAD-BALANCER-LOCAL', at(address));
  }
  // An address that another interface of the node has is not bound to kube-ipvs0.
  const bound = [port.clusterIP, ...port.externalIPs, ...port.loadBalancerIPs];
  for (const address of bound) if (address !== nodeIP && address !== gatewayIP) sets.add('KUBE-IPVS-IPS', address);
}

function addSourceRanges({ port, protocol, openToNode }: ProgrammedPort, sets: Ipsets, outFilter: string[]): void {
  const { sourceRanges, loadBalancerIPs } = port;
  if (sourceRanges === undefined) return;
  for (const address of loadBalancerIPs) {
    const at = `${address},${protocol}:${port.port}`;
    sets.add('KUBE-LOAD-BALANCER-FW', at);
    for (const range of sourceRanges) {
      sets.add('KUBE-LOAD-BALANCER-SOURCE-CIDR', `${at},${formatCidr(range).replace(/\/(?:32|128)$/, '')}`);
    }
    if (openToNode) {
      sets.add('KUBE-LOAD-BALANCER-SOURCE-IP', `${at},${address}`);
      continue;
    }
    // A process of the node has the load balancer address itself as source.
    const server = `--vproto ${PROTOCOL_NUMBERS[port.protocol]} --vaddr ${address} --vport ${port.port}`;
    outFilter.push(`-s ${address}/${SYNTAX[port.family].host} -m ipvs ${server} -j DROP`);
  }
}

/** The numbers of the protocols in IP headers. */
const PROTOCOL_NUMBERS = { TCP: 6, UDP: 17, SCTP: 132 } as const;

function addNodePort({ port, healthCheckNodePort }: ProgrammedPort, settings: RuleSettings, sets: Ipsets): void {
  const { nodePort, protocol, externalLocal } = port;
  if (healthCheckNodePort !== undefined) sets.add('KUBE-HEALTH-CHECK-NODE-PORT', `${healthCheckNodePort}`);
  if (nodePort === undefined) return;
  if (protocol === 'SCTP') {
    for (const address of [settings.nodeIP, settings.gatewayIP]) {
      const entry = `${address},sctp:${nodePort}`;
      sets.add('KUBE-NODE-PORT-SCTP-HASH', entry);
      if (externalLocal) sets.add('KUBE-NODE-PORT-LOCAL-SCTP-HASH', entry);
    }
    return;
  }
  sets.add(`KUBE-NODE-PORT-${protocol}`, `${nodePort}`);
  if (externalLocal) sets.add(`KUBE-NODE-PORT-LOCAL-${protocol}`, `${nodePort}`);
}
