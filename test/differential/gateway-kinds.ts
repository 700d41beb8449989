import * as fc from 'fast-check';
import type { Tree } from './cases';
import type { Field, Path } from './fields';

const apiVersion = 'gateway.networking.k8s.io/v1';

/** The kinds of Gateway API that every bundle serves from v1.4 on, in the standard channel. */
export const GATEWAY_KINDS = {
  GatewayClass: { apiVersion, resource: 'gatewayclasses', namespaced: false },
  Gateway: { apiVersion, resource: 'gateways', namespaced: true },
  HTTPRoute: { apiVersion, resource: 'httproutes', namespaced: true },
  GRPCRoute: { apiVersion, resource: 'grpcroutes', namespaced: true },
  BackendTLSPolicy: { apiVersion, resource: 'backendtlspolicies', namespaced: true },
} as const;

export type GatewayKind = keyof typeof GATEWAY_KINDS;

export function isGatewayKind(kind: string): kind is GatewayKind {
  return kind in GATEWAY_KINDS;
}

/** Specs that are accepted, with fields of all sorts. */
export const GATEWAY_SPECS: Readonly<Record<GatewayKind, readonly Tree[]>> = {
  GatewayClass: [
    {
      controllerName: 'example.com/controller',
      description: 'internal',
      parametersRef: { group: '', kind: 'ConfigMap', name: 'a', namespace: 'b' },
    },
  ],
  Gateway: [
    {
      gatewayClassName: 'differential',
      addresses: [{ type: 'IPAddress', value: '192.0.2.1' }],
      infrastructure: { labels: { app: 'edge' }, annotations: { 'example.com/a': 'b' } },
      listeners: [
        {
          name: 'http',
          port: 80,
          protocol: 'HTTP',
          hostname: '*.example.com',
          allowedRoutes: {
            namespaces: { from: 'Selector', selector: { matchLabels: { team: 'a' } } },
            kinds: [{ kind: 'HTTPRoute' }],
          },
        },
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          tls: { mode: 'Terminate', certificateRefs: [{ name: 'tls', namespace: 'certs' }] },
        },
      ],
    },
    {
      gatewayClassName: 'differential',
      listeners: [
        { name: 'tls', port: 8443, protocol: 'TLS', tls: { mode: 'Passthrough' } },
        { name: 'tcp', port: 5432, protocol: 'TCP' },
      ],
    },
  ],
  HTTPRoute: [
    {
      parentRefs: [
        { name: 'edge', sectionName: 'http' },
        { name: 'edge', sectionName: 'https', namespace: 'b', port: 443 },
      ],
      hostnames: ['shop.example.com', '*.example.com'],
      rules: [
        {
          name: 'cart',
          matches: [
            {
              path: { type: 'PathPrefix', value: '/cart' },
              method: 'GET',
              headers: [{ type: 'Exact', name: 'x-a', value: '1' }],
              queryParams: [{ name: 'q', value: '1' }],
            },
          ],
          filters: [
            {
              type: 'RequestHeaderModifier',
              requestHeaderModifier: { set: [{ name: 'a', value: 'b' }], remove: ['c'] },
            },
            {
              type: 'URLRewrite',
              urlRewrite: { hostname: 'a.example.com', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } },
            },
            { type: 'RequestMirror', requestMirror: { backendRef: { name: 'copy', port: 80 }, percent: 50 } },
          ],
          backendRefs: [
            { name: 'web', port: 80, weight: 9 },
            { group: '', kind: 'Service', name: 'api', namespace: 'b', port: 8080, weight: 1 },
          ],
          timeouts: { request: '10s', backendRequest: '2s' },
        },
        {
          matches: [{ path: { type: 'Exact', value: '/old' } }, { path: { type: 'RegularExpression', value: '/a+' } }],
          filters: [
            {
              type: 'RequestRedirect',
              requestRedirect: {
                scheme: 'https',
                statusCode: 301,
                port: 443,
                path: { type: 'ReplaceFullPath', replaceFullPath: '/new' },
              },
            },
          ],
        },
      ],
    },
  ],
  GRPCRoute: [
    {
      parentRefs: [{ name: 'edge' }],
      hostnames: ['cart.example.com'],
      rules: [
        {
          matches: [
            { method: { type: 'Exact', service: 'shop.Cart', method: 'Add' }, headers: [{ name: 'x-a', value: '1' }] },
          ],
          filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: { add: [{ name: 'a', value: 'b' }] } }],
          backendRefs: [{ name: 'cart', port: 9000, weight: 1 }],
        },
      ],
    },
  ],
  BackendTLSPolicy: [
    {
      targetRefs: [{ group: '', kind: 'Service', name: 'web', sectionName: 'https' }],
      validation: {
        hostname: 'web.example.com',
        caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }],
        subjectAltNames: [{ type: 'Hostname', hostname: 'a.example.com' }],
      },
    },
  ],
};

/** What may be written at any place: other types, bounds, and what stands elsewhere in the specs. */
const STRAY: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1,
  65535,
  65536,
  1.5,
  1000001,
  '',
  '/',
  '//',
  '/a/../b',
  '/a%2Fb',
  '/ä',
  '*',
  '1.2.3.4',
  'Example.com',
  'a'.repeat(254),
  'é'.repeat(64),
  '0s',
  '1h',
  '99999h',
  'a b',
  [],
  {},
  ['x'],
];

/** Every field of the specs of a kind, with values of its own and of others. */
export function gatewayFields(kind: GatewayKind): readonly Field[] {
  const paths = new Map<string, Path>();
  for (const spec of GATEWAY_SPECS[kind]) collect(spec, ['spec'], (path) => paths.set(path.join('/'), path));
  const words = new Set<unknown>();
  for (const spec of GATEWAY_SPECS[kind])
    collect(spec, [], (_, value) => typeof value === 'object' || words.add(value));
  const values = fc.constantFrom(...STRAY, ...words);
  return [...paths.values()].map((path) => ({ path, values }));
}

function collect(value: unknown, path: Path, tell: (path: Path, value: unknown) => void): void {
  if (path.length > 1) tell(path, value);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(item, [...path, index], tell);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) collect(item, [...path, key], tell);
  }
}
