import { TYPE_AND_META } from '../schema/metadata-schema';
import type { Schema, StructType } from '../schema/schema';
import { list, openStruct, STRING_MAP } from '../schema/schema';

/**
 * The JSON types of what is read of Gateway API objects. Everything is open: these say which values can be read, not which
 * objects the API server takes.
 */

const REFERENCE = { group: 'string', kind: 'string', namespace: 'string', name: 'string' } as const;

const SELECTOR = openStruct('LabelSelector', {
  matchLabels: STRING_MAP,
  matchExpressions: list(
    openStruct('LabelSelectorRequirement', { key: 'string', operator: 'string', values: list('string') }),
  ),
});

const NAMESPACES = openStruct('RouteNamespaces', { from: 'string', selector: SELECTOR });

const LISTENERS = list(
  openStruct('Listener', {
    name: 'string',
    hostname: 'string',
    port: 'int32',
    protocol: 'string',
    tls: openStruct('ListenerTLSConfig', {
      mode: 'string',
      certificateRefs: list(openStruct('SecretObjectReference', REFERENCE)),
      options: STRING_MAP,
    }),
    allowedRoutes: openStruct('AllowedRoutes', {
      namespaces: NAMESPACES,
      kinds: list(openStruct('RouteGroupKind', { group: 'string', kind: 'string' })),
    }),
  }),
);

const PARENT = openStruct('ParentReference', { ...REFERENCE, sectionName: 'string', port: 'int32' });

const VALUES = list(openStruct('HTTPHeader', { type: 'string', name: 'string', value: 'string' }));

const HEADERS = openStruct('HTTPHeaderFilter', { set: VALUES, add: VALUES, remove: list('string') });

const PATH_MODIFIER = openStruct('HTTPPathModifier', {
  type: 'string',
  replaceFullPath: 'string',
  replacePrefixMatch: 'string',
});

const BACKEND = { ...REFERENCE, port: 'int32', weight: 'int32' } as const;

const FILTERS = list(
  openStruct('HTTPRouteFilter', {
    type: 'string',
    requestHeaderModifier: HEADERS,
    responseHeaderModifier: HEADERS,
    requestRedirect: openStruct('HTTPRequestRedirectFilter', {
      scheme: 'string',
      hostname: 'string',
      path: PATH_MODIFIER,
      port: 'int32',
      statusCode: 'int32',
    }),
    urlRewrite: openStruct('HTTPURLRewriteFilter', { hostname: 'string', path: PATH_MODIFIER }),
    requestMirror: openStruct('HTTPRequestMirrorFilter', {
      backendRef: openStruct('BackendObjectReference', BACKEND),
      percent: 'int32',
      fraction: openStruct('Fraction', { numerator: 'int32', denominator: 'int32' }),
    }),
    cors: openStruct('HTTPCORSFilter', {
      allowOrigins: list('string'),
      allowCredentials: 'boolean',
      allowMethods: list('string'),
      allowHeaders: list('string'),
      exposeHeaders: list('string'),
      maxAge: 'int32',
    }),
    extensionRef: openStruct('LocalObjectReference', REFERENCE),
  }),
);

const BACKENDS = list(openStruct('BackendRef', { ...BACKEND, filters: FILTERS }));

function route(kind: string, method: Schema): StructType {
  const match = openStruct(`${kind}Match`, {
    path: openStruct('HTTPPathMatch', { type: 'string', value: 'string' }),
    headers: VALUES,
    queryParams: VALUES,
    method,
  });
  const rule = openStruct(`${kind}Rule`, {
    name: 'string',
    matches: list(match),
    filters: FILTERS,
    backendRefs: BACKENDS,
    timeouts: openStruct('HTTPRouteTimeouts', { request: 'string', backendRequest: 'string' }),
    retry: openStruct('HTTPRouteRetry', { attempts: 'int32', codes: list('int32'), backoff: 'string' }),
  });
  return object(kind, { parentRefs: list(PARENT), hostnames: list('string'), rules: list(rule) });
}

function object(kind: string, spec: Readonly<Record<string, Schema>>): StructType {
  return openStruct(kind, { ...TYPE_AND_META, spec: openStruct(`${kind}Spec`, spec) });
}

const GRPC_METHOD = openStruct('GRPCMethodMatch', { type: 'string', service: 'string', method: 'string' });

/** By kind. */
export const GATEWAY_SCHEMAS = {
  GatewayClass: object('GatewayClass', { controllerName: 'string', parametersRef: 'any' }),
  Gateway: object('Gateway', {
    gatewayClassName: 'string',
    listeners: LISTENERS,
    addresses: list(openStruct('GatewaySpecAddress', { type: 'string', value: 'string' })),
    allowedListeners: openStruct('AllowedListeners', { namespaces: NAMESPACES }),
    infrastructure: openStruct('GatewayInfrastructure', {
      parametersRef: openStruct('LocalParametersReference', REFERENCE),
    }),
  }),
  ListenerSet: object('ListenerSet', { parentRef: PARENT, listeners: LISTENERS }),
  HTTPRoute: route('HTTPRoute', 'string'),
  GRPCRoute: route('GRPCRoute', GRPC_METHOD),
  TLSRoute: route('TLSRoute', 'any'),
  TCPRoute: route('TCPRoute', 'any'),
  UDPRoute: route('UDPRoute', 'any'),
  ReferenceGrant: object('ReferenceGrant', {
    from: list(openStruct('ReferenceGrantFrom', REFERENCE)),
    to: list(openStruct('ReferenceGrantTo', REFERENCE)),
  }),
  BackendTLSPolicy: object('BackendTLSPolicy', {
    targetRefs: list(openStruct('LocalPolicyTargetReference', { ...REFERENCE, sectionName: 'string' })),
    validation: openStruct('BackendTLSPolicyValidation', {
      caCertificateRefs: list(openStruct('LocalObjectReference', REFERENCE)),
      wellKnownCACertificates: 'string',
      hostname: 'string',
      subjectAltNames: list(openStruct('SubjectAltName', { type: 'string', hostname: 'string', uri: 'string' })),
    }),
  }),
} as const satisfies Readonly<Record<string, StructType>>;

/** A kind of the Gateway API. */
export type GatewayKind = keyof typeof GATEWAY_SCHEMAS;
