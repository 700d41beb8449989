import type { AllocationFailure } from '../../model/allocation/allocation-failure';
import { invalid } from '../../model/allocation/allocation-failure';
import type { ServicePort, ServiceSpec } from '../../model/objects';

/**
 * What is stored of an update, before anything is allocated: addresses, policy and ports that it leaves out are kept
 * (`patchAllocatedValues` in pkg/registry/core/service), those that its type or policy has no use for are dropped.
 */
export function updatedSpec(spec: ServiceSpec, before: ServiceSpec): ServiceSpec {
  if (before.type === 'ExternalName') return spec;
  if (spec.type === 'ExternalName') return withoutAddresses(spec, before);
  return withKeptPorts(withoutSecondFamily(withKeptAddresses(spec, before), before), before);
}

/** Why an update is refused that asks for one family where the policy says two. */
export function refusedUpdate(spec: ServiceSpec, before: ServiceSpec): AllocationFailure | undefined {
  const { ipFamilyPolicy, ipFamilies = [], type } = spec;
  const drops = before.ipFamilies?.length === 2 && ipFamilies.length === 1;
  if (!drops || type === 'ExternalName' || ipFamilyPolicy === 'SingleStack' || before.clusterIP === 'None')
    return undefined;
  const detail = "must be 'SingleStack' to release the secondary IP family";
  return invalid('single-stack', 'spec.ipFamilyPolicy', ipFamilyPolicy, detail);
}

function withoutAddresses(spec: ServiceSpec, before: ServiceSpec): ServiceSpec {
  const { clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy, ...rest } = spec;
  return {
    ...rest,
    ...(clusterIP === undefined || clusterIP === before.clusterIP ? {} : { clusterIP }),
    ...(clusterIPs === undefined || isSame(clusterIPs, before.clusterIPs) ? {} : { clusterIPs }),
    ...(ipFamilies === undefined || isSame(ipFamilies, before.ipFamilies) ? {} : { ipFamilies }),
    ...(ipFamilyPolicy === undefined || ipFamilyPolicy === before.ipFamilyPolicy ? {} : { ipFamilyPolicy }),
  };
}

function withKeptAddresses(given: ServiceSpec, { clusterIP, clusterIPs, ipFamilyPolicy }: ServiceSpec): ServiceSpec {
  const spec = ipFamilyPolicy === undefined ? given : { ipFamilyPolicy, ...given };
  if (spec.clusterIP !== undefined || clusterIP === undefined || clusterIP === 'None') return spec;
  return { ...spec, clusterIP, ...(clusterIPs === undefined ? {} : { clusterIPs }) };
}

/** Of a Service that becomes `SingleStack` the first family and address stay, unless it names others. */
function withoutSecondFamily(spec: ServiceSpec, before: ServiceSpec): ServiceSpec {
  const { clusterIPs, ipFamilies, ipFamilyPolicy } = spec;
  if (ipFamilyPolicy !== 'SingleStack' || before.ipFamilies?.length !== 2) return spec;
  return {
    ...spec,
    ...(clusterIPs !== undefined && isSame(clusterIPs, before.clusterIPs)
      ? { clusterIPs: clusterIPs.slice(0, 1) }
      : {}),
    ...(ipFamilies !== undefined && isSame(ipFamilies, before.ipFamilies)
      ? { ipFamilies: ipFamilies.slice(0, 1) }
      : {}),
  };
}

function withKeptPorts(spec: ServiceSpec, before: ServiceSpec): ServiceSpec {
  const hasNodePorts = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  if (!hasNodePorts || spec.ports === undefined) return spec;
  const portsBefore = new Map((before.ports ?? []).map((port) => [portKey(port), port.nodePort]));
  return { ...spec, ports: spec.ports.map((port) => withNodePort(port, portsBefore.get(portKey(port)))) };
}

function withNodePort(port: ServicePort, nodePort: number | undefined): ServicePort {
  return port.nodePort === undefined && nodePort !== undefined ? { ...port, nodePort } : port;
}

function portKey({ protocol = 'TCP', port = 0 }: ServicePort): string {
  return `${protocol} ${port}`;
}

function isSame(one: readonly string[], other: readonly string[] | undefined): boolean {
  return one.join() === other?.join();
}
