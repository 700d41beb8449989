import { LabelIndex } from '../../model/label-index';
import type { EndpointSlice, IPFamily, Labels, PodSpec, Service } from '../../model/objects';
import { clusterIPsOf, selectsPods, servicePorts, targetPortOf } from '../../model/service';
import { containerPorts, protocolOf, servingContainers } from '../../model/workload';
import { addressIn, familyOf } from '../../terms/ip';
import { append } from '../../terms/maps';
import type { ClusterNode } from '../node';
import type { RunningPod } from '../running-pod';
import { isMirrored } from './mirrored-endpoints';
import type { ServiceEndpoint, ServiceSlice, SlicePort } from './service-endpoint';
import { withTopologyHints } from './topology-hints';

/**
 * The EndpointSlices of Services: those that the endpoint controller makes of the Pods, and those written by hand
 * (`k8s.io/endpointslice`). Worked out for each Service when it is first asked for.
 */
export class EndpointSlices {
  private readonly podsByLabel = new LabelIndex<RunningPod>(({ labels }) => labels);
  private readonly podsByNamespace = new Map<string, RunningPod[]>();
  private readonly podsByAddress = new Map<string, RunningPod>();
  private readonly known = new Map<string, readonly ServiceSlice[]>();

  constructor(
    private readonly services: ReadonlyMap<string, Service>,
    pods: Iterable<RunningPod>,
    private readonly nodes: ReadonlyMap<string, ClusterNode>,
    private readonly byHand: (namespace: string, service: string) => readonly EndpointSlice[],
    /** Why the workloads that have these labels run no Pod; undefined where there are none. */
    readonly whyNoPods: (namespace: string, selector: Labels) => string | undefined,
  ) {
    for (const pod of pods) {
      this.podsByLabel.add(pod.namespace, pod);
      append(this.podsByNamespace, pod.namespace, pod);
      if (!pod.hostNetwork) for (const ip of pod.ips) this.podsByAddress.set(ip, pod);
    }
  }

  /** The slices of a Service (`namespace/name`), or those that are there for one that does not exist. */
  of(key: string): readonly ServiceSlice[] {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const service = this.services.get(key);
    const slices = service === undefined ? this.withoutService(key) : this.slicesOf(service);
    this.known.set(key, slices);
    return slices;
  }

  /** The Pods that a Service's selector selects. */
  selected({ metadata, spec }: Service): readonly RunningPod[] {
    return selectsPods(spec) ? this.podsByLabel.select(metadata.namespace ?? '', spec.selector ?? {}) : [];
  }

  /** The Pods of a namespace with these labels. */
  matching(namespace: string, labels: Labels): readonly RunningPod[] {
    return this.podsByLabel.select(namespace, labels);
  }

  /** The Pods of a namespace. */
  inNamespace(namespace: string): readonly RunningPod[] {
    return this.podsByNamespace.get(namespace) ?? [];
  }

  /** The namespaces that have Pods. */
  namespaces(): readonly string[] {
    return [...this.podsByNamespace.keys()];
  }

  private slicesOf(service: Service): readonly ServiceSlice[] {
    const { namespace = '', name = '' } = service.metadata;
    const made = familiesOf(service).flatMap((family) =>
      withTopologyHints(this.madeOf(service, family), service, this.nodes),
    );
    const byHand = this.byHand(namespace, name).filter((slice) => !isMirrored(slice) || !selectsPods(service.spec));
    return [...made, ...byHand.flatMap((slice) => this.writtenByHand(slice))];
  }

  /** Endpoints objects are mirrored only for Services that exist. */
  private withoutService(key: string): readonly ServiceSlice[] {
    const [namespace = '', name = ''] = key.split('/');
    const slices = this.byHand(namespace, name).filter((slice) => !isMirrored(slice));
    return slices.flatMap((slice) => this.writtenByHand(slice));
  }

  /** Pods whose target ports are the same share a slice. A Pod without an address of the family has no endpoint in it. */
  private madeOf(service: Service, family: IPFamily): readonly ServiceSlice[] {
    const byPorts = new Map<string, { readonly ports: readonly SlicePort[]; readonly endpoints: ServiceEndpoint[] }>();
    for (const pod of this.selected(service)) {
      const address = addressIn(pod.ips, family);
      if (address === undefined) continue;
      const ports = portsOf(service, pod.spec);
      const key = JSON.stringify(ports);
      let slice = byPorts.get(key);
      if (slice === undefined) byPorts.set(key, (slice = { ports, endpoints: [] }));
      slice.endpoints.push(this.endpointOf(service, pod, address));
    }
    return [...byPorts.values()].map((slice) => ({ family, ...slice }));
  }

  private endpointOf({ metadata, spec }: Service, pod: RunningPod, address: string): ServiceEndpoint {
    const serving = pod.notReady === undefined;
    const zone = this.nodes.get(pod.node)?.zone;
    const { hostname, subdomain } = pod.spec;
    return {
      address,
      addresses: [address],
      ready: spec.publishNotReadyAddresses === true || (serving && !pod.terminating),
      serving,
      terminating: pod.terminating,
      nodeName: pod.node,
      ...(zone === undefined ? {} : { zone }),
      ...(hostname !== undefined && subdomain === metadata.name ? { hostname } : {}),
      pod: pod.key,
    };
  }

  private writtenByHand({ addressType, endpoints = [], ports = [] }: EndpointSlice): readonly ServiceSlice[] {
    if (addressType !== 'IPv4' && addressType !== 'IPv6') return [];
    const slicePorts = ports.flatMap(({ name = '', protocol = 'TCP', port }) =>
      typeof port === 'number' && port !== 0 ? [{ name, protocol, port }] : [],
    );
    return [
      {
        family: addressType,
        ports: slicePorts,
        // Only the first address of an endpoint counts (https://issue.k8s.io/106267).
        endpoints: endpoints.flatMap(({ addresses = [], conditions, hostname, nodeName, zone, hints }) => {
          const [address] = addresses;
          if (address === undefined) return [];
          const pod = this.podsByAddress.get(address)?.key;
          const forZones = hints?.forZones?.flatMap(({ name }) => name ?? []);
          const forNodes = hints?.forNodes?.flatMap(({ name }) => name ?? []);
          return [
            {
              address,
              addresses,
              ready: conditions?.ready ?? true,
              serving: conditions?.serving ?? true,
              terminating: conditions?.terminating ?? false,
              ...(nodeName === undefined ? {} : { nodeName }),
              ...(zone === undefined ? {} : { zone }),
              ...(hostname === undefined || hostname === '' ? {} : { hostname }),
              ...(pod === undefined ? {} : { pod }),
              ...(forZones === undefined || forZones.length === 0 ? {} : { forZones }),
              ...(forNodes === undefined || forNodes.length === 0 ? {} : { forNodes }),
            },
          ];
        }),
      },
    ];
  }
}

/** The families that a Service has endpoints of. */
function familiesOf({ spec }: Service): readonly IPFamily[] {
  return spec.ipFamilies ?? [...new Set(clusterIPsOf(spec).map(familyOf))];
}

/** A number is used as it is; a name is looked up in the Pod's containers, and missing there leaves the port out. */
function portsOf({ spec }: Service, pod: PodSpec): readonly SlicePort[] {
  return servicePorts(spec).flatMap((servicePort) => {
    const { name = '', protocol = 'TCP' } = servicePort;
    const target = targetPortOf(servicePort);
    const port = typeof target === 'number' ? target : namedPort(pod, target, protocol);
    return port === undefined ? [] : [{ name, protocol, port }];
  });
}

/** The first container port of that name and protocol; ordinary containers come before sidecars. */
export function namedPort(pod: PodSpec, name: string, protocol: string): number | undefined {
  for (const container of servingContainers(pod)) {
    for (const port of containerPorts(container)) {
      if (port.name === name && protocolOf(port) === protocol) return port.containerPort;
    }
  }
  return undefined;
}
