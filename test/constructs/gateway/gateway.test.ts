import { Chart, Testing } from 'cdk8s';
import {
  BackendTLSPolicy,
  ClusterIPService,
  ConstructError,
  Diagnostics,
  Gateway,
  GatewayClass,
  GRPCRoute,
  HTTPRoute,
  ListenerSet,
  ReferenceGrant,
  TCPRoute,
  TLSRoute,
  UDPRoute,
} from '../../../src';

let chart: Chart;

beforeEach(() => {
  chart = new Chart(Testing.app(), 'test', { namespace: 'shop' });
});

const service = (id: string, namespace = 'shop') =>
  new ClusterIPService(chart, id, {
    metadata: { name: id, namespace },
    selector: { app: id },
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
  });

const gateway = (namespace = 'shop') =>
  new Gateway(chart, 'edge', {
    metadata: { name: 'edge', namespace },
    gatewayClassName: 'contour',
    listeners: [
      { name: 'http', port: 80, protocol: 'HTTP' },
      {
        name: 'https',
        port: 443,
        protocol: 'HTTPS',
        hostname: 'shop.example.com',
        tls: { certificateRefs: [{ name: 'tls' }] },
      },
    ],
  });

const specOf = (object: { toJson(): unknown }) => (object.toJson() as { spec: unknown }).spec;

describe('the constructs of Gateway API', () => {
  test('render references as names, with a namespace where it is another one', () => {
    const route = new HTTPRoute(chart, 'route', {
      parentRefs: [gateway('platform').listener('https'), { name: 'other', port: 8080 }],
      hostnames: ['shop.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'Exact', value: '/a' }, method: 'GET' }],
          filters: [
            { type: 'RequestMirror', requestMirror: { backendRef: service('copy', 'back').port(), percent: 10 } },
          ],
          backendRefs: [
            service('web').port('http'),
            { backend: service('far', 'back').port(), weight: 2 },
            { name: 'named', port: 81 },
          ],
        },
      ],
    });
    expect(specOf(route)).toEqual({
      parentRefs: [
        { name: 'edge', namespace: 'platform', sectionName: 'https' },
        { name: 'other', port: 8080 },
      ],
      hostnames: ['shop.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'Exact', value: '/a' }, method: 'GET' }],
          filters: [
            {
              type: 'RequestMirror',
              requestMirror: { backendRef: { name: 'copy', namespace: 'back', port: 80 }, percent: 10 },
            },
          ],
          backendRefs: [
            { name: 'web', port: 80 },
            { name: 'far', namespace: 'back', port: 80, weight: 2 },
            { name: 'named', port: 81 },
          ],
        },
      ],
    });
  });

  test('are all accepted by the API server as they are rendered', () => {
    const edge = gateway();
    new GatewayClass(chart, 'class', {
      metadata: { name: 'contour' },
      controllerName: 'projectcontour.io/gateway-controller',
    });
    const set = new ListenerSet(chart, 'set', {
      parentRef: edge,
      listeners: [{ name: 'db', port: 5432, protocol: 'TCP' }],
    });
    const dns = set.addListener({ name: 'dns', port: 53, protocol: 'UDP' });
    const pass = edge.addListener({ name: 'pass', port: 8443, protocol: 'TLS', tls: { mode: 'Passthrough' } });
    const backendRefs = [service('web').port()] as const;
    new HTTPRoute(chart, 'http', { parentRefs: [edge] }).addRule({
      backendRefs,
      timeouts: { request: '10s' },
      retry: { attempts: 2 },
    });
    new GRPCRoute(chart, 'grpc', {
      parentRefs: [edge.listener('http')],
      hostnames: ['grpc.example.com'],
      rules: [{ matches: [{ method: { service: 'a.B' } }], backendRefs }],
    });
    new TLSRoute(chart, 'tls', { parentRefs: [pass], hostnames: ['tls.example.com'], rules: [{ backendRefs }] });
    new TCPRoute(chart, 'tcp', { parentRefs: [set.listener('db')], rules: [{ backendRefs }] });
    new UDPRoute(chart, 'udp', { parentRefs: [dns], rules: [{ backendRefs }] });
    new BackendTLSPolicy(chart, 'policy', {
      targetRefs: [service('api')],
      validation: { hostname: 'api.example.com', wellKnownCACertificates: 'System' },
    });
    new ReferenceGrant(chart, 'grant', {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'x' }],
      to: [{ group: '', kind: 'Service' }],
    });
    const refused = Diagnostics.of(chart).filter(({ source }) => source === 'apiserver');
    expect(refused).toEqual([]);
  });

  test('leave the namespace of a chart out of a GatewayClass', () => {
    const made = new GatewayClass(chart, 'class', { metadata: { name: 'x' }, controllerName: 'example.com/x' });
    expect(made.toJson()).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'x' },
      spec: { controllerName: 'example.com/x' },
    });
  });

  test('give URLs by the listener and the host', () => {
    const edge = gateway();
    expect(new HTTPRoute(chart, 'a', { parentRefs: [edge.listener('https')] }).url({ path: 'cart' })).toBe(
      'https://shop.example.com/cart',
    );
    expect(new HTTPRoute(chart, 'b', { parentRefs: [edge.listener('http')], hostnames: ['a.example.com'] }).url()).toBe(
      'http://a.example.com/',
    );
    expect(() => new HTTPRoute(chart, 'c', { hostnames: ['*.example.com'] }).url()).toThrow(ConstructError);
  });
});

describe('grantTo of a Service', () => {
  test('makes one grant in the namespace of the Service for each kind and namespace of routes', () => {
    const web = service('web', 'back');
    const routes = ['a', 'b'].map((id) => new HTTPRoute(chart, id, { rules: [{ backendRefs: [web.port()] }] }));
    const [grant, same] = routes.map((route) => web.grantTo(route));
    expect(same).toBe(grant);
    expect(grant?.metadata.namespace).toBe('back');
    expect(grant === undefined ? undefined : specOf(grant)).toEqual({
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
      to: [{ group: '', kind: 'Service', name: 'web' }],
    });
    expect(Diagnostics.of(chart).filter(({ rule }) => rule === 'links/gateway-reference-grant')).toEqual([]);
  });

  test('is refused where none is needed', () => {
    expect(() => service('web').grantTo(new HTTPRoute(chart, 'a'))).toThrow(ConstructError);
  });

  test('is missed where it is needed', () => {
    new HTTPRoute(chart, 'a', { rules: [{ backendRefs: [service('web', 'back').port()] }] });
    const found = Diagnostics.of(chart).map(({ rule, path }) => `${rule} ${path}`);
    expect(found).toContain('links/gateway-reference-grant spec.rules[0].backendRefs[0].namespace');
  });
});

describe('for those who write JavaScript, the constructs of Gateway API refuse', () => {
  const wrong: readonly (readonly [string, () => unknown, string])[] = [
    ['a listener that is not there', () => gateway().listener('grpc' as 'http'), 'listener'],
    ['a Gateway without class', () => new Gateway(chart, 'g', {} as never), 'gatewayClassName'],
    [
      'a field that no listener has',
      () => gateway().addListener({ name: 'a', port: 1, protocol: 'TCP', host: 'x' } as never),
      'addListener().host',
    ],
    [
      'a backend that is none',
      () => new HTTPRoute(chart, 'r', { rules: [{ backendRefs: [80] }] } as never),
      'spec.rules[0].backendRefs[0]',
    ],
    [
      'a field that no rule has',
      () => new HTTPRoute(chart, 'r').addRule({ backends: [] } as never),
      'spec.rules[0].backends',
    ],
    ['a TCPRoute without rules', () => new TCPRoute(chart, 'r', {} as never), 'rules'],
  ];

  test.each(wrong)('%s', (_, make, field) => {
    expect(misuse(make)).toBe(field);
  });
});

function misuse(make: () => unknown): string | undefined {
  try {
    make();
    return undefined;
  } catch (error) {
    return error instanceof ConstructError ? error.misuse.field : String(error);
  }
}
