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
  const { sessionAffinityConfig, ...spec } = omitEmpty(given, NOTES);
  const { type = 'ClusterIP', externalTrafficPolicy, internalTrafficPolicy, ports } = spec;
  return {
    ...spec,
    type,
    ...(ports === undefined
      ? {}
      : { ports: ports.map((port: ServicePort | null) => defaultServicePort(port ?? NO_PORT)) }),
    ...sessionAffinityOf(spec.sessionAffinity, sessionAffinityConfig),
    ...(isExternallyAccessible(spec) ? { externalTrafficPolicy: externalTrafficPolicy ?? 'Cluster' } : {}),
    ...(HAS_INTERNAL_POLICY.has(type) ? { internalTrafficPolicy: internalTrafficPolicy ?? 'Cluster' } : {}),
    ...(type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: spec.allocateLoadBalancerNodePorts ?? true } : {}),
  };
}

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
function sessionAffinityOf(
  sessionAffinity: ServiceSpec['sessionAffinity'] = 'None',
  given: ServiceSpec['sessionAffinityConfig'],
): ServiceSpec {
  if (sessionAffinity === 'None') return { sessionAffinity };
  const incomplete = sessionAffinity === 'ClientIP' && given?.clientIP?.timeoutSeconds === undefined;
  const sessionAffinityConfig = incomplete ? { clientIP: { timeoutSeconds: CLIENT_IP_TIMEOUT_SECONDS } } : given;
  return { sessionAffinity, ...(sessionAffinityConfig === undefined ? {} : { sessionAffinityConfig }) };
}
