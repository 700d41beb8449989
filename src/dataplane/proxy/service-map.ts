import type { Protocol, Service } from '../../model/objects';
import { clusterIPsOf } from '../../model/service';
import type { IPFamily } from '../../terms/ip';
import type { ServicePortInfo } from './service-port';
import { isProxied, servicePortsOf } from './service-port';

/** Where a packet to a Service came in. */
export type Entry = 'clusterIP' | 'externalIP' | 'loadBalancerIP' | 'nodePort';

/** The Service port that a packet is for. */
export interface Match {
  readonly port: ServicePortInfo;
  readonly entry: Entry;
}

/** Every Service port that kube-proxy serves, found by the destination of a packet. */
export class ServiceMap {
  private readonly byAddress = new Map<string, Match>();
  private readonly byNodePort = new Map<string, Match>();
  private readonly clusterIPs = new Set<string>();
  private readonly virtualIPs = new Map<string, string>();

  constructor(services: ReadonlyMap<string, Service>) {
    for (const [key, service] of services) {
      if (!isProxied(service)) continue;
      for (const clusterIP of clusterIPsOf(service.spec)) this.clusterIPs.add(clusterIP);
      for (const port of servicePortsOf(service)) this.add(key, port);
    }
  }

  /** The Service port behind an address. */
  at(protocol: Protocol, address: string, port: number): Match | undefined {
    return this.byAddress.get(`${protocol} ${address} ${port}`);
  }

  /** The Service port behind a node port, at addresses of one family. */
  atNodePort(protocol: Protocol, port: number, family: IPFamily): Match | undefined {
    return this.byNodePort.get(`${protocol} ${port} ${family}`);
  }

  /** Whether an address is a cluster IP that kube-proxy serves. */
  isClusterIP(address: string): boolean {
    return this.clusterIPs.has(address);
  }

  /** The Service that an address belongs to (cluster IP, external IP, load balancer): undefined if kube-proxy has none. */
  serviceAt(address: string): string | undefined {
    return this.virtualIPs.get(address);
  }

  /** The first that claims an address and port has it. */
  private add(service: string, port: ServicePortInfo): void {
    const claim = (address: string, entry: Entry) => {
      const key = `${port.protocol} ${address} ${port.port}`;
      if (!this.byAddress.has(key)) this.byAddress.set(key, { port, entry });
      if (!this.virtualIPs.has(address)) this.virtualIPs.set(address, service);
    };
    claim(port.clusterIP, 'clusterIP');
    for (const address of port.externalIPs) claim(address, 'externalIP');
    for (const address of port.loadBalancerIPs) claim(address, 'loadBalancerIP');
    const nodePort = `${port.protocol} ${port.nodePort ?? 0} ${port.family}`;
    if (port.nodePort !== undefined && !this.byNodePort.has(nodePort)) {
      this.byNodePort.set(nodePort, { port, entry: 'nodePort' });
    }
  }
}
