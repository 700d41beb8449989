import type { IPFamily, LoadBalancerIngress, Protocol, Service } from '../../model/objects';
import { clusterIPsOf, servicePorts } from '../../model/service';
import type { Cidr } from '../../terms/cidr';
import { parseCidr } from '../../terms/cidr';
import { familyOf } from '../../terms/ip';
import { keyOf } from '../../terms/object-ref';

/** One port of a Service for one IP family: the unit in which kube-proxy thinks. */
export interface ServicePortInfo {
  /** `namespace/name` of the Service. */
  readonly service: string;
  /** Name of the port; '' for the only one without. */
  readonly portName: string;
  readonly protocol: Protocol;
  readonly family: IPFamily;
  readonly port: number;
  readonly clusterIP: string;
  readonly nodePort?: number;
  readonly externalIPs: readonly string[];
  readonly loadBalancerIPs: readonly string[];
  /** The networks that may use the load balancer addresses; undefined: everybody. */
  readonly sourceRanges?: readonly Cidr[];
  readonly internalLocal: boolean;
  readonly externalLocal: boolean;
  /** For how long a client stays with one endpoint, in milliseconds; undefined without affinity. */
  readonly affinityMs?: number;
}

/** Labels that keep kube-proxy away from a Service, whatever their value. */
export const NOT_PROXIED = ['service.kubernetes.io/service-proxy-name', 'service.kubernetes.io/headless'];

/** Whether kube-proxy has rules for a Service. */
export function isProxied(service: Service): boolean {
  return whyNotProxied(service) === undefined;
}

/** Why kube-proxy leaves a Service alone: ExternalName, no cluster IP, or a label that says so, whatever its value. */
export function whyNotProxied({ metadata, spec }: Service): string | undefined {
  const { clusterIP } = spec;
  if (spec.type === 'ExternalName') return 'an ExternalName is an alias in DNS and nothing else';
  if (clusterIP === 'None') return 'a headless Service is its DNS records and nothing else';
  if (clusterIP === undefined || clusterIP === '') return 'it has no cluster IP';
  const label = NOT_PROXIED.find((each) => Object.hasOwn(metadata.labels ?? {}, each));
  return label === undefined ? undefined : `kube-proxy leaves it alone because of its label ${label}`;
}

/** The ports of a Service as kube-proxy reads them (`pkg/proxy/serviceport.go`). */
export function servicePortsOf(service: Service): readonly ServicePortInfo[] {
  if (!isProxied(service)) return [];
  const { metadata, spec, status } = service;
  return clusterIPsOf(spec).flatMap((clusterIP) => {
    const family = familyOf(clusterIP);
    const ofFamily = (addresses: readonly string[]) => addresses.filter((address) => familyOf(address) === family);
    const sourceRanges = rangesOf(spec.loadBalancerSourceRanges ?? [], family);
    const { sessionAffinityConfig } = spec;
    const affinitySeconds = sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10800;
    return servicePorts(spec).map(({ name = '', port, protocol = 'TCP', nodePort }) => ({
      service: keyOf(metadata.namespace, metadata.name ?? ''),
      portName: name,
      protocol,
      family,
      port,
      clusterIP,
      ...(nodePort === undefined || nodePort === 0 ? {} : { nodePort }),
      externalIPs: ofFamily(spec.externalIPs ?? []),
      loadBalancerIPs: ofFamily((status?.loadBalancer?.ingress ?? []).flatMap(virtualIP)),
      ...(sourceRanges === undefined ? {} : { sourceRanges }),
      internalLocal: spec.internalTrafficPolicy === 'Local',
      externalLocal: spec.externalTrafficPolicy === 'Local',
      ...(spec.sessionAffinity === 'ClientIP' ? { affinityMs: affinitySeconds * 1000 } : {}),
    }));
  });
}

/** Whether anybody outside the cluster may come in through this port. */
export function isExternal({ nodePort, externalIPs, loadBalancerIPs }: ServicePortInfo): boolean {
  return nodePort !== undefined || externalIPs.length > 0 || loadBalancerIPs.length > 0;
}

/** Addresses of load balancers that forward themselves (`ipMode: Proxy`) and host names get no rules. */
function virtualIP({ ip, ipMode }: LoadBalancerIngress): readonly string[] {
  return ip === undefined || ip === '' || ipMode === 'Proxy' ? [] : [ip];
}

/** Ranges of the other family are dropped, so that a family left with none is open; so is one with a /0. */
function rangesOf(texts: readonly string[], family: IPFamily): readonly Cidr[] | undefined {
  const ranges = texts.flatMap((text) => parseCidr(text.trim()) ?? []).filter((range) => range.family === family);
  return ranges.length === 0 || ranges.some(({ prefixLength }) => prefixLength === 0) ? undefined : ranges;
}
