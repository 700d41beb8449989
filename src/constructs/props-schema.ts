import { ApiObject } from 'cdk8s';
import * as slices from '../model/schema/endpoint-slice-schema';
import type { Schema, StructType } from '../model/schema/schema';
import { list, openStruct, STRING_MAP, struct } from '../model/schema/schema';
import { SERVICE_PORT, SERVICE_SPEC } from '../model/schema/service-schema';
import { isObject } from '../terms/json';
import { isPodSelector } from './selector';

/**
 * What the properties of each construct may be: fields and JSON types, as the types of TypeScript have them, for those who
 * write JavaScript. Values are judged at synthesis.
 */
export interface PropsSchema extends StructType {
  /** Fields that cannot be left out. */
  readonly required: readonly string[];
  /** Fields, at any depth, that the construct looks into, so that they cannot be `Lazy`. */
  readonly read?: readonly string[];
  /** Fields that can be constructs as well, and which ones. */
  readonly constructs?: Readonly<Record<string, (value: unknown) => boolean>>;
}

/** cdk8s takes further fields of `metadata`. */
export const METADATA = openStruct('metadata', {
  name: 'string',
  namespace: 'string',
  labels: STRING_MAP,
  annotations: STRING_MAP,
});

const ADDRESSED = [
  'selector',
  'clusterIP',
  'clusterIPs',
  'ipFamilies',
  'ipFamilyPolicy',
  'externalIPs',
  'externalTrafficPolicy',
  'internalTrafficPolicy',
  'trafficDistribution',
  'sessionAffinity',
  'sessionAffinityConfig',
  'publishNotReadyAddresses',
];
const OF_LOAD_BALANCERS = [
  'allocateLoadBalancerNodePorts',
  'loadBalancerClass',
  'loadBalancerIP',
  'loadBalancerSourceRanges',
  'healthCheckNodePort',
];
const HEADLESS = ['selector', 'ipFamilies', 'ipFamilyPolicy', 'publishNotReadyAddresses'];
const PORT = ['name', 'port', 'protocol', 'appProtocol'];

export const CLUSTER_IP_SERVICE = service('ClusterIPService', ADDRESSED, [...PORT, 'targetPort'], ['ports']);
export const HEADLESS_SERVICE = service('HeadlessService', HEADLESS, [...PORT, 'targetPort'], []);
export const NODE_PORT_SERVICE = service('NodePortService', ADDRESSED, [...PORT, 'targetPort', 'nodePort'], ['ports']);
export const LOAD_BALANCER_SERVICE = service(
  'LoadBalancerService',
  [...ADDRESSED, ...OF_LOAD_BALANCERS],
  [...PORT, 'targetPort', 'nodePort'],
  ['ports'],
);
export const EXTERNAL_NAME_SERVICE = service('ExternalNameService', ['externalName'], PORT, ['externalName']);

export const SERVICE_SCHEMAS: readonly PropsSchema[] = [
  CLUSTER_IP_SERVICE,
  HEADLESS_SERVICE,
  NODE_PORT_SERVICE,
  LOAD_BALANCER_SERVICE,
  EXTERNAL_NAME_SERVICE,
];

export const ENDPOINT_SLICE: PropsSchema = props(
  'EndpointSlice',
  {
    service: 'string',
    addressType: 'string',
    endpoints: list(slices.ENDPOINT),
    ports: list(struct('EndpointSlice port', slices.ENDPOINT_PORT.fields)),
  },
  ['addressType', 'endpoints'],
);

export const INGRESS_CLASS: PropsSchema = props(
  'IngressClass',
  {
    controller: 'string',
    parameters: struct('IngressClass parameters', {
      apiGroup: 'string',
      kind: 'string',
      name: 'string',
      scope: 'string',
      namespace: 'string',
    }),
    isDefault: 'boolean',
  },
  ['controller'],
);

/** Backends are judged by themselves. */
const PATH_FIELDS = { path: 'string', pathType: 'string', backend: 'any' } as const;
export const INGRESS_PATH: PropsSchema = {
  ...struct('Ingress path', { ...PATH_FIELDS, host: 'string' }),
  required: ['backend'],
};
export const INGRESS_RULE: PropsSchema = {
  ...struct('Ingress rule', {
    host: 'string',
    http: struct('Ingress rule', { paths: list(struct('Ingress path', PATH_FIELDS)) }),
  }),
  required: [],
  read: ['http', 'paths'],
};
export const INGRESS_TLS: PropsSchema = {
  ...struct('Ingress tls', { hosts: list('string'), secretName: 'string' }),
  required: [],
};
export const INGRESS: PropsSchema = props(
  'Ingress',
  { ingressClassName: 'string', defaultBackend: 'any', rules: list(INGRESS_RULE), tls: list(INGRESS_TLS) },
  [],
);

function service(name: string, fields: readonly string[], port: readonly string[], required: readonly string[]) {
  const ports = list(struct(`${name} port`, some(SERVICE_PORT, port)));
  return props(name, { ...some(SERVICE_SPEC, fields), ports }, required);
}

function props(name: string, fields: StructType['fields'], required: readonly string[]): PropsSchema {
  return {
    ...struct(name, { metadata: METADATA, ...fields }),
    required,
    read: ['metadata', 'selector', 'ports', 'rules', 'http', 'paths', 'tls'],
    constructs: {
      selector: (value) => isObject(value) && isPodSelector(value),
      service: (value) => ApiObject.isApiObject(value) && value.kind === 'Service',
      ingressClassName: (value) => ApiObject.isApiObject(value) && value.kind === 'IngressClass',
    },
  };
}

function some({ fields }: StructType, names: readonly string[]): Readonly<Record<string, Schema>> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}
