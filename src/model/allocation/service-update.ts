import { isDeepStrictEqual } from 'node:util';
import type { ServicePort, ServiceSpec } from '../objects';

/**
 * What an update leaves to the API server stays as it was allocated (`patchAllocatedValues` and `normalizeClusterIPs` in
 * pkg/registry/core/service/storage).
 */
export function keepAllocated(after: ServiceSpec, before: ServiceSpec): ServiceSpec {
  const { clusterIPs: _, ...given } = after;
  const { healthCheckNodePort = 0 } = after;
  return {
    ...given,
    ...keptAddresses(after, before),
    ...keptNodePorts(after, before),
    ...(hasHealthCheck(after) && hasHealthCheck(before) && healthCheckNodePort === 0
      ? { healthCheckNodePort: before.healthCheckNodePort ?? 0 }
      : {}),
  };
}

type Addresses = Pick<ServiceSpec, 'clusterIP' | 'clusterIPs'>;

function keptAddresses(after: ServiceSpec, before: ServiceSpec): Addresses {
  const kept = after.clusterIP === undefined && hasClusterIP(after) ? before.clusterIP : undefined;
  const { clusterIP = kept } = after;
  const { clusterIPs: listed = [] } = before;
  const { clusterIPs = clusterIP === before.clusterIP ? listed : [] } = after;
  // Whoever changes the singular field alone means both.
  const isMoved = clusterIP !== before.clusterIP && isDeepStrictEqual(clusterIPs, listed);
  const list = !isMoved ? clusterIPs : clusterIP === undefined ? [] : [clusterIP];
  return { ...(clusterIP === undefined ? {} : { clusterIP }), ...(list.length === 0 ? {} : { clusterIPs: list }) };
}

/** Node ports go by the names of ports, except those that another port asks for. */
function keptNodePorts(after: ServiceSpec, before: ServiceSpec): Pick<ServiceSpec, 'ports'> {
  if (!isGivenNodePorts(after) || !isGivenNodePorts(before) || after.ports === undefined) return {};
  const named = new Map((before.ports ?? []).map(({ name = '', nodePort = 0 }) => [name, nodePort]));
  const asked = nodePortsOf(after);
  const used = new Set([...nodePortsOf(before)].filter((nodePort) => asked.has(nodePort)));
  const ports = after.ports.map((port): ServicePort => {
    const { name = '', nodePort = 0 } = port;
    const known = named.get(name) ?? 0;
    if (nodePort !== 0 || known === 0 || used.has(known)) return port;
    used.add(known);
    return { ...port, nodePort: known };
  });
  return { ports };
}

/**
 * Without what its new type has no use for, where nobody changed it (`dropTypeDependentFields` in
 * pkg/registry/core/service).
 */
export function withoutDependent(after: ServiceSpec, before: ServiceSpec): ServiceSpec {
  const gone = new Set<keyof ServiceSpec>();
  const isSame = (field: keyof ServiceSpec) => isDeepStrictEqual(after[field], before[field]);
  if (hasClusterIP(before) && !hasClusterIP(after)) {
    if (isSame('clusterIP') && isSame('clusterIPs')) for (const field of ADDRESSES) gone.add(field);
    for (const field of WITH_ADDRESS) if (isSame(field)) gone.add(field);
  }
  if (hasHealthCheck(before) && !hasHealthCheck(after) && isSame('healthCheckNodePort'))
    gone.add('healthCheckNodePort');
  if (before.type === 'LoadBalancer' && after.type !== 'LoadBalancer') {
    for (const field of BALANCER) if (isSame(field)) gone.add(field);
  }
  if (hasNodePorts(before) && !hasNodePorts(after) && isSame('externalTrafficPolicy'))
    gone.add('externalTrafficPolicy');
  const kept = Object.fromEntries(Object.entries(after).filter(([field]) => !gone.has(field as keyof ServiceSpec)));
  return { ...kept, ...freedNodePorts(after, before) };
}

const ADDRESSES = ['clusterIP', 'clusterIPs'] as const;
const WITH_ADDRESS = ['ipFamilies', 'ipFamilyPolicy', 'internalTrafficPolicy'] as const;
const BALANCER = ['allocateLoadBalancerNodePorts', 'loadBalancerClass'] as const;

function freedNodePorts(after: ServiceSpec, before: ServiceSpec): Pick<ServiceSpec, 'ports'> {
  const { ports } = after;
  if (ports === undefined || !hasNodePorts(before) || hasNodePorts(after)) return {};
  const known = nodePortsOf(before);
  if ([...nodePortsOf(after)].some((nodePort) => !known.has(nodePort))) return {};
  return { ports: ports.map(({ nodePort: _, ...port }) => port) };
}

export function nodePortsOf({ ports = [] }: ServiceSpec): ReadonlySet<number> {
  return new Set(ports.flatMap(({ nodePort = 0 }) => (nodePort === 0 ? [] : [nodePort])));
}

export function hasClusterIP({ type }: ServiceSpec): boolean {
  return type !== 'ExternalName';
}

export function hasNodePorts({ type }: ServiceSpec): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}

/** Whether ports without a node port get one. */
function isGivenNodePorts(spec: ServiceSpec): boolean {
  return hasNodePorts(spec) && (spec.type === 'NodePort' || spec.allocateLoadBalancerNodePorts !== false);
}

export function hasHealthCheck({ type, externalTrafficPolicy }: ServiceSpec): boolean {
  return type === 'LoadBalancer' && externalTrafficPolicy === 'Local';
}
