import { ApiObject } from 'cdk8s';
import type { StructType } from '../../model/schema/schema';
import { list, openStruct, STRING_MAP, struct } from '../../model/schema/schema';
import type { PropsSchema } from '../props-schema';
import { METADATA } from '../props-schema';

/** What the properties of the constructs of Gateway API may be; what lies deeper is judged at synthesis, by its CRD. */

const LISTENER_FIELDS: StructType['fields'] = {
  name: 'string',
  hostname: 'string',
  port: 'int32',
  protocol: 'string',
  tls: 'any',
  allowedRoutes: 'any',
};
const listeners = list(struct('listener', LISTENER_FIELDS));

export const LISTENER = props('listener', LISTENER_FIELDS, ['name', 'port', 'protocol']);

export const GATEWAY_CLASS = object(
  'GatewayClass',
  { controllerName: 'string', parametersRef: 'any', description: 'string' },
  ['controllerName'],
);

export const GATEWAY = object(
  'Gateway',
  {
    gatewayClassName: 'string',
    listeners,
    addresses: list('any'),
    infrastructure: 'any',
    allowedListeners: 'any',
    tls: 'any',
  },
  ['gatewayClassName'],
);

const parent = openStruct('parent', { name: 'string', namespace: 'string' });
export const LISTENER_SET = object('ListenerSet', { parentRef: parent, listeners }, ['parentRef']);
export const REFERENCE_GRANT = object('ReferenceGrant', { from: list('any'), to: list('any') }, ['from', 'to']);
const validation = openStruct('validation', {
  hostname: 'string',
  caCertificateRefs: list(openStruct('certificate authority', { name: 'string' })),
});
export const BACKEND_TLS_POLICY = object(
  'BackendTLSPolicy',
  { targetRefs: list('any'), validation, options: STRING_MAP },
  ['targetRefs', 'validation'],
);

export const HTTP_RULE = props(
  'rule of an HTTPRoute',
  {
    name: 'string',
    matches: list('any'),
    filters: list('any'),
    backendRefs: list('any'),
    timeouts: 'any',
    retry: 'any',
  },
  [],
);
export const GRPC_RULE = props(
  'rule of a GRPCRoute',
  { name: 'string', matches: list('any'), filters: list('any'), backendRefs: list('any') },
  [],
);
export const TRANSPORT_RULE = props('rule', { name: 'string', backendRefs: list('any') }, ['backendRefs']);

export const HTTP_ROUTE = route('HTTPRoute', { hostnames: list('string') }, []);
export const GRPC_ROUTE = route('GRPCRoute', { hostnames: list('string') }, []);
export const TLS_ROUTE = route('TLSRoute', { hostnames: list('string') }, ['hostnames', 'rules']);
export const TCP_ROUTE = route('TCPRoute', {}, ['rules']);
export const UDP_ROUTE = route('UDPRoute', {}, ['rules']);

function route(name: string, fields: StructType['fields'], required: readonly string[]): PropsSchema {
  return object(name, { parentRefs: list('any'), ...fields, rules: list('any') }, required);
}

function object(name: string, fields: StructType['fields'], required: readonly string[]): PropsSchema {
  return props(name, { metadata: METADATA, ...fields }, required);
}

function props(name: string, fields: StructType['fields'], required: readonly string[]): PropsSchema {
  return {
    ...struct(name, fields),
    required,
    read: [
      'metadata',
      'listeners',
      'parentRefs',
      'hostnames',
      'rules',
      'filters',
      'backendRefs',
      'targetRefs',
      'validation',
      'caCertificateRefs',
    ],
    constructs: {
      gatewayClassName: (value) => ApiObject.isApiObject(value) && value.kind === 'GatewayClass',
      parentRef: (value) => ApiObject.isApiObject(value),
    },
  };
}
