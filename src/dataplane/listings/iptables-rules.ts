import { formatCidr } from '../../terms/cidr';
import { hostPort } from '../../terms/host-port';
import type { ProxyEndpoint } from '../proxy/proxy-endpoint';
import { iptablesHash } from './chain-names';
import type { FamilySyntax } from './family-syntax';
import { SYNTAX } from './family-syntax';
import { filterFrame, natFrame } from './iptables-frame';
import type { IptablesTable } from './iptables-table';
import { comment } from './iptables-table';
import type { Handling, ProgrammedPort } from './programmed-port';
import type { RuleListing, RuleSettings } from './rule-listing';

/**
 * What `iptables-save -t nat` and `-t filter`, for IPv6 `ip6tables-save`, show of a node's kube-proxy
 * (`pkg/proxy/iptables/proxier.go`).
 */
export function iptablesRules(ports: readonly ProgrammedPort[], settings: RuleSettings): readonly RuleListing[] {
  const nat = natFrame();
  const filter = filterFrame();
  for (const port of ports) new PortRules(port, settings, nat, filter).write();
  // Only IPv4 can be routed from loopback.
  const notLoopback = settings.family === 'IPv6' ? '! -d ::1/128 ' : '';
  nat.add(
    'KUBE-SERVICES',
    `${notLoopback}${comment('kubernetes service nodeports; NOTE: this must be the last rule in this chain')} -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS`,
  );
  const save = `${SYNTAX[settings.family].iptables}-save`;
  return [
    { command: `${save} -t nat`, lines: nat.print() },
    { command: `${save} -t filter`, lines: filter.print() },
  ];
}

/** The rules of one Service port. */
class PortRules {
  private readonly hash: string;
  private readonly external: string;
  private readonly firewall: string;
  private readonly usesFirewall: boolean;
  private readonly syntax: FamilySyntax;

  constructor(
    private readonly programmed: ProgrammedPort,
    private readonly settings: RuleSettings,
    private readonly nat: IptablesTable,
    private readonly filter: IptablesTable,
  ) {
    const { port, any } = programmed;
    const hash = iptablesHash(port);
    this.hash = hash;
    this.external = `KUBE-EXT-${hash}`;
    this.firewall = `KUBE-FW-${hash}`;
    this.syntax = SYNTAX[settings.family];
    this.usesFirewall = any && port.loadBalancerIPs.length > 0 && port.sourceRanges !== undefined;
  }

  write(): void {
    const { port, any, isExternal, internal, cluster, local, reachable } = this.programmed;
    this.writeClusterIP();
    for (const address of port.externalIPs) this.writeAddress(address, 'external IP', this.external);
    for (const address of port.loadBalancerIPs) {
      this.writeAddress(address, 'loadbalancer IP', this.usesFirewall ? this.firewall : this.external);
    }
    this.writeNodePort();
    if (internal === 'forward') this.writeMasquerade();
    if (any && isExternal) this.writeExternal();
    if (this.usesFirewall) this.writeFirewall();
    this.writeChoice(this.policyChain(false), cluster);
    this.writeChoice(this.policyChain(true), local);
    for (const endpoint of reachable) this.writeEndpoint(endpoint);
  }

  private writeClusterIP(): void {
    const { name, port, internal } = this.programmed;
    const match = (text: string) => `-d ${this.host(port.clusterIP)} ${this.dport(port.port, comment(text))}`;
    if (internal === 'forward') {
      this.nat.add('KUBE-SERVICES', `${match(`${name} cluster IP`)} -j ${this.policyChain(port.internalLocal)}`);
    } else {
      this.filter.add('KUBE-SERVICES', `${match(this.why(internal))} -j ${this.target(internal)}`);
    }
  }

  private writeAddress(address: string, what: string, chain: string): void {
    const { name, port, any, external } = this.programmed;
    const match = (text: string) => `-d ${this.host(address)} ${this.dport(port.port, comment(text))}`;
    if (any) this.nat.add('KUBE-SERVICES', `${match(`${name} ${what}`)} -j ${chain}`);
    if (chain === this.firewall) {
      const dropped = `${name} traffic not accepted by ${this.firewall}`;
      this.filter.add('KUBE-PROXY-FIREWALL', `${match(dropped)} -j DROP`);
    }
    if (external !== 'forward') {
      this.filter.add('KUBE-EXTERNAL-SERVICES', `${match(this.why(external))} -j ${this.target(external)}`);
    }
  }

  private writeNodePort(): void {
    const { name, protocol, port, any, external, healthCheckNodePort } = this.programmed;
    if (port.nodePort !== undefined) {
      const match = this.dport(port.nodePort, comment(name));
      const counted = '-m nfacct --nfacct-name  localhost_nps_accepted_pkts';
      if (any) {
        if (this.settings.family === 'IPv4')
          this.nat.add('KUBE-NODEPORTS', `-d 127.0.0.0/8 ${match} ${counted} -j ${this.external}`);
        this.nat.add('KUBE-NODEPORTS', `${match} -j ${this.external}`);
      }
      if (external !== 'forward') {
        const local = `-p ${protocol} ${comment(this.why(external))} -m addrtype --dst-type LOCAL`;
        const rule = `${local} -m ${protocol} --dport ${port.nodePort} -j ${this.target(external)}`;
        this.filter.add('KUBE-EXTERNAL-SERVICES', rule);
      }
    }
    if (healthCheckNodePort !== undefined) {
      const match = `-p tcp ${comment(`${name} health check node port`)} -m tcp --dport ${healthCheckNodePort}`;
      this.filter.add('KUBE-NODEPORTS', `${match} -j ACCEPT`);
    }
  }

  /** Who is not a Pod of the cluster gets the node's address on the way to the cluster IP. */
  private writeMasquerade(): void {
    const { name, port } = this.programmed;
    const match = `! -s ${this.settings.podCIDR} -d ${this.host(port.clusterIP)} ${this.dport(port.port, comment(`${name} cluster IP`))}`;
    this.nat.add(this.policyChain(port.internalLocal), `${match} -j KUBE-MARK-MASQ`);
  }

  /** Policy Local keeps the source of who comes from elsewhere; Pods and the node itself get the endpoints of Cluster. */
  private writeExternal(): void {
    const { name, port, external } = this.programmed;
    const all = this.policyChain(false);
    const destinations = `${name} external destinations`;
    if (port.externalLocal) {
      const isLocal = '-m addrtype --src-type LOCAL';
      this.nat.add(
        this.external,
        `-s ${this.settings.podCIDR} ${comment(`pod traffic for ${destinations}`)} -j ${all}`,
        `${comment(`masquerade LOCAL traffic for ${destinations}`)} ${isLocal} -j KUBE-MARK-MASQ`,
        `${comment(`route LOCAL traffic for ${destinations}`)} ${isLocal} -j ${all}`,
      );
    } else {
      this.nat.add(this.external, `${comment(`masquerade traffic for ${destinations}`)} -j KUBE-MARK-MASQ`);
    }
    if (external === 'forward') this.nat.add(this.external, `-j ${this.policyChain(port.externalLocal)}`);
  }

  private writeFirewall(): void {
    const { name, port, openToNode } = this.programmed;
    const ranges = (port.sourceRanges ?? []).map(formatCidr);
    // A node that has the load balancer address itself uses it as source.
    const own = openToNode ? port.loadBalancerIPs.map((address) => this.host(address)) : [];
    for (const source of [...ranges, ...own]) {
      this.nat.add(this.firewall, `-s ${source} ${comment(`${name} loadbalancer IP`)} -j ${this.external}`);
    }
    this.nat.add(this.firewall, comment(`other traffic to ${name} will be dropped by KUBE-PROXY-FIREWALL`));
  }

  /** Affinity first, then chance: rule i of n takes one packet in n - i, the last one all that are left. */
  private writeChoice(chain: string, endpoints: readonly ProxyEndpoint[]): void {
    const { name, port } = this.programmed;
    const to = endpoints.map((endpoint) => ({
      sep: this.endpointChain(endpoint),
      match: this.omissible(`${name} -> ${hostPort(endpoint.address, endpoint.port)}`),
    }));
    if (port.affinityMs !== undefined) {
      const seconds = port.affinityMs / 1000;
      for (const { sep, match } of to) {
        const recent = `-m recent --rcheck --seconds ${seconds} --reap --name ${sep} --mask ${this.syntax.mask} --rsource`;
        this.nat.add(chain, `${match}${recent} -j ${sep}`);
      }
    }
    for (const [index, { sep, match }] of to.entries()) {
      const left = to.length - index;
      const chance = left === 1 ? '' : `-m statistic --mode random --probability ${probability(left)} `;
      this.nat.add(chain, `${match}${chance}-j ${sep}`);
    }
  }

  private writeEndpoint(endpoint: ProxyEndpoint): void {
    const { name, protocol, port } = this.programmed;
    const sep = this.endpointChain(endpoint);
    const recent =
      port.affinityMs === undefined ? '' : `-m recent --set --name ${sep} --mask ${this.syntax.mask} --rsource `;
    this.nat.add(
      sep,
      `-s ${this.host(endpoint.address)} ${this.omissible(name)}-j KUBE-MARK-MASQ`,
      `-p ${protocol} ${this.omissible(name)}${recent}-m ${protocol} -j DNAT --to-destination ${hostPort(endpoint.address, endpoint.port)}`,
    );
  }

  private policyChain(onlyLocal: boolean): string {
    return `${onlyLocal ? 'KUBE-SVL' : 'KUBE-SVC'}-${this.hash}`;
  }

  private endpointChain(endpoint: ProxyEndpoint): string {
    return `KUBE-SEP-${iptablesHash(this.programmed.port, endpoint)}`;
  }

  private host(address: string): string {
    return `${address}/${this.syntax.host}`;
  }

  private target(handling: Handling): string {
    return handling === 'drop' ? 'DROP' : `REJECT --reject-with ${this.syntax.reject}`;
  }

  private dport(port: number, marks: string): string {
    const { protocol } = this.programmed;
    return `-p ${protocol} ${marks} -m ${protocol} --dport ${port}`;
  }

  private why(handling: Handling): string {
    return `${this.programmed.name} has no ${handling === 'drop' ? 'local ' : ''}endpoints`;
  }

  /** A comment that kube-proxy leaves out in clusters with many endpoints. */
  private omissible(text: string): string {
    return this.settings.manyEndpoints ? '' : `${comment(text)} `;
  }
}

/** kube-proxy gives ten decimals of 1/n, the kernel keeps them as a fraction of 2^31, `iptables-save` prints eleven. */
function probability(n: number): string {
  const scale = 2 ** 31;
  return (Math.round(Number((1 / n).toFixed(10)) * scale) / scale).toFixed(11);
}
