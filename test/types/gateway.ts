import type { Chart } from 'cdk8s';
import { ClusterIPService, Gateway, GRPCRoute, HTTPRoute, ListenerSet, TCPRoute, TLSRoute } from '../../src/index';
import type { HTTPRouteProps, HTTPRouteRule, Listener } from '../../src/index';

declare const chart: Chart;
declare const somePort: number;
declare const someText: string;
declare const someListeners: Listener[];
declare const someRules: HTTPRouteRule[];
declare const someProps: HTTPRouteProps;

const api = new ClusterIPService(chart, 'api', { ports: [{ name: 'http', port: 80 }] });
const edge = new Gateway(chart, 'edge', {
  gatewayClassName: 'contour',
  listeners: [
    { name: 'http', port: 80, protocol: 'HTTP' },
    {
      name: 'https',
      port: 443,
      protocol: 'HTTPS',
      hostname: '*.example.com',
      tls: { certificateRefs: [{ name: 'tls' }] },
    },
    { name: 'pass', port: 8443, protocol: 'TLS', tls: { mode: 'Passthrough' } },
    { name: 'db', port: 5432, protocol: 'TCP' },
  ],
});

export function whatExistsCompiles(): void {
  edge.listener('http');
  new Gateway(chart, 'computed', { gatewayClassName: 'contour', listeners: someListeners }).listener('anything');
  edge.addListener({ name: 'more', port: somePort, protocol: 'UDP' });
  new ListenerSet(chart, 'set', { parentRef: edge, listeners: [{ name: 'x', port: 81, protocol: 'HTTP' }] }).listener(
    'x',
  );
  new HTTPRoute(chart, 'shop', {
    parentRefs: [edge.listener('https'), edge, { name: 'elsewhere', namespace: 'platform', sectionName: 'http' }],
    hostnames: ['shop.example.com', '*.example.com', someText],
    rules: [
      {
        matches: [{ path: { value: '/api' } }],
        backendRefs: [api.port('http'), { backend: api.port('http'), weight: 0 }],
      },
      {
        matches: [{ path: { type: 'RegularExpression', value: 'anything//' } }],
        backendRefs: [{ name: 'web', port: 80, weight: 1000000 }],
      },
      { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
      {
        filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '' } } }],
      },
    ],
  }).addRule({ backendRefs: [api.port()] });
  new HTTPRoute(chart, 'computed-route', { rules: someRules });
  new HTTPRoute(chart, 'props', someProps);
  new GRPCRoute(chart, 'grpc', { rules: [{ matches: [{ method: { service: 'a.B' } }, { method: { method: 'C' } }] }] });
  new TLSRoute(chart, 'tls', { hostnames: ['a.example.com'], rules: [{ backendRefs: [api.port()] }] });
}

export function listenersThatDoNotExistAreRefused(): void {
  // @ts-expect-error no listener of that name
  edge.listener('grpc');
  // @ts-expect-error plain HTTP has no TLS
  edge.addListener({ name: 'a', port: 80, protocol: 'HTTP', tls: { certificateRefs: [{ name: 'tls' }] } });
  // @ts-expect-error HTTPS needs a certificate, or options
  edge.addListener({ name: 'a', port: 443, protocol: 'HTTPS', tls: {} });
  // @ts-expect-error HTTPS does not pass TLS on
  edge.addListener({ name: 'a', port: 443, protocol: 'HTTPS', tls: { mode: 'Passthrough' } });
  // @ts-expect-error TCP has no hosts
  edge.addListener({ name: 'a', port: 5432, protocol: 'TCP', hostname: 'a.example.com' });
  // @ts-expect-error no port
  edge.addListener({ name: 'a', port: 65536, protocol: 'TCP' });
  // @ts-expect-error no port
  new Gateway(chart, 'g', { gatewayClassName: 'x', listeners: [{ name: 'a', port: 0, protocol: 'HTTP' }] });
  // @ts-expect-error a URL is not a host name
  edge.addListener({ name: 'a', port: 80, protocol: 'HTTP', hostname: 'https://a.example.com' });
}

export function literalsThatCannotBeAreRefused(): void {
  // @ts-expect-error capitals
  new HTTPRoute(chart, 'r', { hostnames: ['Shop.example.com'] });
  // @ts-expect-error an asterisk in the middle
  new HTTPRoute(chart, 'r', { hostnames: ['shop.*.com'] });
  // @ts-expect-error a host with a port
  new HTTPRoute(chart, 'r', { hostnames: ['shop.example.com:80'] });
  // @ts-expect-error a path without slash
  new HTTPRoute(chart, 'r', { rules: [{ matches: [{ path: { value: 'api' } }] }] });
  // @ts-expect-error two slashes
  new HTTPRoute(chart, 'r', { rules: [{ matches: [{ path: { type: 'Exact', value: '/a//b' } }] }] });
  // @ts-expect-error a weight below zero
  new HTTPRoute(chart, 'r', { rules: [{ backendRefs: [{ backend: api.port(), weight: -1 }] }] });
  // @ts-expect-error a weight above a million
  new HTTPRoute(chart, 'r', { rules: [{ backendRefs: [{ name: 'a', port: 80, weight: 1000001 }] }] });
  // @ts-expect-error no port of a Service
  new HTTPRoute(chart, 'r', { rules: [{ backendRefs: [{ name: 'a', port: 70000 }] }] });
  // @ts-expect-error the Service has no such port
  new HTTPRoute(chart, 'r', { rules: [{ backendRefs: [api.port('grpc')] }] });
}

export function membersOfAnotherTypeAreRefused(): void {
  // @ts-expect-error a redirect has no rewrite
  new HTTPRoute(chart, 'r', { rules: [{ filters: [{ type: 'RequestRedirect', urlRewrite: {} }] }] });
  // @ts-expect-error a redirect needs its member
  new HTTPRoute(chart, 'r', { rules: [{ filters: [{ type: 'RequestRedirect' }] }] });
  new HTTPRoute(chart, 'r', {
    // @ts-expect-error one member more
    rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: {}, urlRewrite: {} }] }],
  });
  // @ts-expect-error gRPC has no redirects
  new GRPCRoute(chart, 'r', { rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: {} }] }] });
  // @ts-expect-error neither service nor method
  new GRPCRoute(chart, 'r', { rules: [{ matches: [{ method: {} }] }] });
  new TCPRoute(chart, 'r', {
    // @ts-expect-error no filters where connections are passed on
    rules: [{ backendRefs: [{ name: 'a', port: 80, filters: [{ type: 'CORS', cors: {} }] }] }],
  });
  // @ts-expect-error one rule only
  new TCPRoute(chart, 'r', { rules: [{ backendRefs: [api.port()] }, { backendRefs: [api.port()] }] });
}
