import type { ServicePort, ServiceSpec } from '../objects';
import { omitEmpty } from './omit-empty';

const NOTES = {
  maps: new Set(['selector']),
  pointers: new Set([
    'allocateLoadBalancerNodePorts',
    'appProtocol',
    'internalTrafficPolicy',
    'ipFamilyPolicy',
    'loadBalancerClass',
    'timeoutSeconds',
    'trafficDistribution',
  ]),
};

/** For how long a client stays with one endpoint under `ClientIP`, in seconds: three hours. */
const CLIENT_IP_TIMEOUT_SECONDS = 10800;

/**
 * A Service's spec with the defaults of the API (`SetDefaults_Service` in pkg/apis/core/v1/defaults.go), without what
 * the API does not store. What allocation adds is not in it.
 */
export function defaultServiceSpec(given: ServiceSpec): ServiceSpec {
  // The copy is filled in, not copied with each default: this runs for every Service of an input.
  const spec: Mutable<ServiceSpec> = omitEmpty(given, NOTES);
  const { type = 'ClusterIP', ports } = spec;
  spec.type = type;
  if (ports !== undefined) {
    spec.ports = ports.map((port: ServicePort | null) => defaultServicePort(port ?? NO_PORT));
  }
  defaultSessionAffinity(spec);
  if (isExternallyAccessible(spec)) spec.externalTrafficPolicy ??= 'Cluster';
  if (HAS_INTERNAL_POLICY.has(type)) spec.internalTrafficPolicy ??= 'Cluster';
  if (type === 'LoadBalancer') spec.allocateLoadBalancerNodePorts ??= true;
  return spec;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Whether clients from outside the cluster can reach a Service, headless ones with `externalIPs` included. */
export function isExternallyAccessible({ type = 'ClusterIP', externalIPs = [] }: ServiceSpec): boolean {
  return type === 'LoadBalancer' || type === 'NodePort' || (type === 'ClusterIP' && externalIPs.length > 0);
}

const HAS_INTERNAL_POLICY: ReadonlySet<string> = new Set(['ClusterIP', 'NodePort', 'LoadBalancer']);

/** A null in a list is an empty struct to the API. */
const NO_PORT = { port: 0 };

/** 0 and '' as a targetPort are the same as none. A port that is missing is 0, which validation then refuses. */
function defaultServicePort(given: ServicePort): ServicePort {
  const { port = 0, protocol = 'TCP', targetPort = port } = given;
  return { ...given, port, protocol, targetPort };
}

/** The configuration is dropped where there is no affinity, and replaced as a whole where its timeout is missing. */
function defaultSessionAffinity(spec: Mutable<ServiceSpec>): void {
  const { sessionAffinity = 'None', sessionAffinityConfig: given } = spec;
  spec.sessionAffinity = sessionAffinity;
  if (sessionAffinity === 'None') {
    if (given !== undefined) delete spec.sessionAffinityConfig;
  } else if (sessionAffinity === 'ClientIP' && given?.clientIP?.timeoutSeconds === undefined) {
    spec.sessionAffinityConfig = { clientIP: { timeoutSeconds: CLIENT_IP_TIMEOUT_SECONDS } };
  }
}
