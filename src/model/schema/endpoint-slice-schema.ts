import { TYPE_AND_META } from './metadata-schema';
import { list, STRING_MAP, struct } from './schema';

export const OBJECT_REFERENCE = struct('ObjectReference', {
  kind: 'string',
  namespace: 'string',
  name: 'string',
  uid: { string: 'types.UID' },
  apiVersion: 'string',
  resourceVersion: 'string',
  fieldPath: 'string',
});

export const ENDPOINT = struct('Endpoint', {
  addresses: list('string'),
  conditions: struct('EndpointConditions', { ready: 'boolean', serving: 'boolean', terminating: 'boolean' }),
  hostname: 'string',
  targetRef: OBJECT_REFERENCE,
  deprecatedTopology: STRING_MAP,
  nodeName: 'string',
  zone: 'string',
  hints: struct('EndpointHints', {
    forZones: list(struct('ForZone', { name: 'string' })),
    forNodes: list(struct('ForNode', { name: 'string' })),
  }),
});

export const ENDPOINT_PORT = struct('EndpointPort', {
  name: 'string',
  protocol: { string: 'Protocol' },
  port: 'int32',
  appProtocol: 'string',
});

/** `discovery.k8s.io/v1` EndpointSlice. */
export const ENDPOINT_SLICE = struct('EndpointSlice', {
  ...TYPE_AND_META,
  addressType: { string: 'AddressType' },
  endpoints: list(ENDPOINT),
  ports: list(ENDPOINT_PORT),
});
