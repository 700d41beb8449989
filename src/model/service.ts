import type { NumberedPort, Service, ServicePort, ServiceSpec } from './objects';
import { objectsIn } from './workload';

/** The label by which an EndpointSlice says which Service it belongs to. */
export const SERVICE_NAME = 'kubernetes.io/service-name';

/** Whether a Service has no address of its own, so that its name leads straight to its Pods. */
export function isHeadless({ clusterIP, clusterIPs }: ServiceSpec): boolean {
  return clusterIP === 'None' || (Array.isArray(clusterIPs) && clusterIPs[0] === 'None');
}

/** The addresses of a Service inside the cluster, the primary one first; none of a headless one. */
export function clusterIPsOf({ clusterIP = '', clusterIPs = [clusterIP] }: ServiceSpec): readonly string[] {
  return clusterIPs.filter((address) => address !== '' && address !== 'None');
}

/** The addresses that its load balancer gave a Service. */
export function loadBalancerIPs({ status }: Pick<Service, 'status'>): readonly string[] {
  return (status?.loadBalancer?.ingress ?? []).flatMap(({ ip = '' }) => (ip === '' ? [] : [ip]));
}

/** The ports of a Service that have a number. */
export function servicePorts({ ports }: ServiceSpec): readonly NumberedPort[] {
  return objectsIn<ServicePort>(ports).filter(hasNumber);
}

export function hasNumber(port: ServicePort): port is NumberedPort {
  return port.port !== undefined;
}

/** Where a port leads in the Pods: a number, or the name of a container port. Without targetPort the port's own number. */
export function targetPortOf({ port, targetPort }: NumberedPort): number | string {
  return targetPort === undefined || targetPort === 0 || targetPort === '' ? port : targetPort;
}

/** Whether a Service selects Pods; an empty selector is the same as none, and an ExternalName's counts for nothing. */
export function selectsPods({ type, selector }: ServiceSpec): boolean {
  return type !== 'ExternalName' && selector !== undefined && Object.keys(selector).length > 0;
}
