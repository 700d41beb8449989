import { isIP } from 'node:net';
import { SERVICE_NAME } from '../../model/service';
import type { ConnectionTarget, Vantage } from '../../probes/probe';
import type { Addresses } from './addresses';
import type { Aliases } from './aliases';
import type { ClusterView } from './cluster-view';
import type { StoredEndpointSlice, StoredPod, StoredService } from './objects';
import { hostnameOf, podIPsOf } from './objects';

/** What a probe dials: a Service by name, address or node port; a Pod; a host outside; or something that is none of them. */
export interface Dialled {
  /** How the Service is addressed. Absent: it is none. */
  readonly service?: StoredService;
  readonly by?: 'name' | 'clusterIP' | 'loadBalancerIP' | 'externalIP' | 'nodePort';
  /** The Pod that has the address, or whose own name below a headless Service was dialled. */
  readonly pod?: StoredPod;
  /** Name of the host outside of the cluster that an ExternalName Service, or the probe itself, names. */
  readonly externalHost?: string;
}

/** Finds the Services that probes dial, and the Pods behind them, in what the API server says. */
export class Services {
  constructor(
    private readonly view: ClusterView,
    private readonly aliases: Aliases,
    private readonly addresses: Addresses,
  ) {}

  /** Throws a RangeError for a placeholder that stands for nothing. */
  dialledBy(from: Vantage, to: ConnectionTarget): Dialled {
    const host = this.addresses.expand(to.host);
    if (isIP(host) !== 0) return this.byAddress(host, to.port);
    const namespace = 'pod' in from ? this.aliases.namespaceInCluster(from.pod.split('/')[0] ?? '') : undefined;
    return this.byName(this.aliases.hostInCluster(host), namespace, 0);
  }

  slicesOf({ metadata }: StoredService): readonly StoredEndpointSlice[] {
    return this.view.endpointSlices.filter(
      (slice) =>
        slice.metadata.namespace === metadata.namespace && slice.metadata.labels?.[SERVICE_NAME] === metadata.name,
    );
  }

  /** The Pods that a Service's selector selects, whatever their state. */
  podsOf({ metadata, spec }: StoredService): readonly StoredPod[] {
    const wanted = Object.entries(spec.selector ?? {});
    if (wanted.length === 0) return [];
    return this.view.pods.filter(
      (pod) =>
        pod.metadata.namespace === metadata.namespace &&
        wanted.every(([name, value]) => pod.metadata.labels?.[name] === value),
    );
  }

  private byAddress(address: string, port: number | undefined): Dialled {
    for (const service of this.view.services) {
      const { clusterIP, clusterIPs = [], externalIPs = [] } = service.spec;
      if (clusterIP === address || clusterIPs.includes(address)) return { service, by: 'clusterIP' };
      if (externalIPs.includes(address)) return { service, by: 'externalIP' };
      const balanced = service.status?.loadBalancer?.ingress?.some(({ ip }) => ip === address);
      if (balanced === true) return { service, by: 'loadBalancerIP' };
    }
    const pod = this.view.pods.find(
      ({ spec, status }) => spec.hostNetwork !== true && podIPsOf(status).includes(address),
    );
    if (pod !== undefined) return { pod };
    if (port === undefined || !this.addresses.isNodeAddress(address)) return {};
    const service = this.view.services.find(({ spec }) => spec.ports?.some(({ nodePort }) => nodePort === port));
    return service === undefined ? {} : { service, by: 'nodePort' };
  }

  /** An ExternalName may name another Service; a chain that bites its tail ends somewhere. */
  private byName(host: string, namespace: string | undefined, depth: number): Dialled {
    const name = host.replace(/\.$/, '');
    const service = this.serviceNamed(name, namespace);
    if (service === undefined) {
      const pod = this.podNamed(name, namespace);
      if (pod !== undefined) return { pod };
      return host.includes('.') ? { externalHost: name } : {};
    }
    if (service.spec.type !== 'ExternalName' || depth > 8) return { service, by: 'name' };
    const beyond = this.byName(service.spec.externalName ?? '', undefined, depth + 1);
    return beyond.service === undefined ? { ...beyond, service, by: 'name' } : beyond;
  }

  private podNamed(host: string, namespace: string | undefined): StoredPod | undefined {
    const [hostname, ...below] = host.split('.');
    const service = below.length === 0 ? undefined : this.serviceNamed(below.join('.'), namespace);
    return service && this.podsOf(service).find((pod) => hostnameOf(pod) === hostname);
  }

  private serviceNamed(host: string, namespace: string | undefined): StoredService | undefined {
    const [name = '', second, third] = host.split('.');
    if (second === undefined) return namespace === undefined ? undefined : this.view.service(namespace, name);
    if (third === undefined || third === 'svc') return this.view.service(second, name);
    return undefined;
  }
}
