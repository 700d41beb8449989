import { CONDITION, TYPE_AND_META } from './metadata-schema';
import { list, STRING_MAP, struct } from './schema';

export const SERVICE_PORT = struct('ServicePort', {
  name: 'string',
  protocol: { string: 'Protocol' },
  appProtocol: 'string',
  port: 'int32',
  targetPort: 'intOrString',
  nodePort: 'int32',
});

export const SERVICE_SPEC = struct('ServiceSpec', {
  ports: list(SERVICE_PORT),
  selector: STRING_MAP,
  clusterIP: 'string',
  clusterIPs: list('string'),
  type: { string: 'ServiceType' },
  externalIPs: list('string'),
  sessionAffinity: { string: 'ServiceAffinity' },
  loadBalancerIP: 'string',
  loadBalancerSourceRanges: list('string'),
  externalName: 'string',
  externalTrafficPolicy: { string: 'ServiceExternalTrafficPolicy' },
  healthCheckNodePort: 'int32',
  publishNotReadyAddresses: 'boolean',
  sessionAffinityConfig: struct('SessionAffinityConfig', {
    clientIP: struct('ClientIPConfig', { timeoutSeconds: 'int32' }),
  }),
  ipFamilies: list({ string: 'IPFamily' }),
  ipFamilyPolicy: { string: 'IPFamilyPolicy' },
  allocateLoadBalancerNodePorts: 'boolean',
  loadBalancerClass: 'string',
  internalTrafficPolicy: { string: 'ServiceInternalTrafficPolicy' },
  trafficDistribution: 'string',
});

const PORT_STATUS = struct('PortStatus', { port: 'int32', protocol: { string: 'Protocol' }, error: 'string' });

const LOAD_BALANCER_STATUS = struct('LoadBalancerStatus', {
  ingress: list(
    struct('LoadBalancerIngress', {
      ip: 'string',
      hostname: 'string',
      ipMode: { string: 'LoadBalancerIPMode' },
      ports: list(PORT_STATUS),
    }),
  ),
});

/** `v1` Service, which has had these fields since 1.30. */
export const SERVICE = struct('Service', {
  ...TYPE_AND_META,
  spec: SERVICE_SPEC,
  status: struct('ServiceStatus', { loadBalancer: LOAD_BALANCER_STATUS, conditions: list(CONDITION) }),
});
