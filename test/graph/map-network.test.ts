import { failing } from '../../src/graph/focus';
import type { Intent } from '../../src/model/intents';
import { deployment, edgeOf, mapOf, nodeOf, plain, service } from './network';

describe('a map', () => {
  const network = `${deployment('web')}${deployment('api')}${plain('web')}${plain('api')}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: entry, namespace: shop}
spec:
  ingressClassName: nginx
  rules: [{host: shop.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]`;
  const map = mapOf(network);

  test('leads from the outside by an Ingress and a Service to Pods and the node that they run on', () => {
    const way = [
      ['outside', 'Ingress/shop/entry', 'asks'],
      ['Ingress/shop/entry', 'Service/shop/web', 'routes'],
      ['Service/shop/web', 'Deployment/shop/web', 'selects'],
      ['Deployment/shop/web', 'Node/worker', 'runsOn'],
    ] as const;
    for (const [from, to, relation] of way) expect(edgeOf(map, from, to)).toMatchObject({ relation });
    expect(edgeOf(map, 'Ingress/shop/entry', 'Service/shop/web')?.labels).toEqual(['shop.example.com']);
  });

  test('says of ways that somebody got through that they are open', () => {
    expect(edgeOf(map, 'Ingress/shop/entry', 'Service/shop/web')?.mark).toBe('passed');
    expect(edgeOf(map, 'Service/shop/api', 'Deployment/shop/api')?.mark).toBe('passed');
  });

  test('has workloads of a namespace ask together, where all of them find the same', () => {
    expect(nodeOf(map, 'clients/Pods/shop')).toMatchObject({ members: ['web', 'api'] });
    expect(edgeOf(map, 'clients/Pods/shop', 'Service/shop/api')).toMatchObject({ labels: ['80'], mark: 'passed' });
  });

  test('leads from a NetworkPolicy to its Pods, and from one for all Pods to none', () => {
    const map = mapOf(`${network}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: only-web, namespace: shop}
spec: {podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}`);
    expect(edgeOf(map, 'NetworkPolicy/shop/only-web', 'Deployment/shop/api')?.relation).toBe('applies');
    expect(nodeOf(map, 'NetworkPolicy/shop/default-deny')?.facts).toEqual(['Ingress', 'Egress', 'every Pod']);
    expect(map.edges.filter(({ from }) => from === 'NetworkPolicy/shop/default-deny')).toEqual([]);
    // What the policies close as declared is told at those that are about some Pods.
    expect(edgeOf(map, 'NetworkPolicy/shop/only-web', 'Deployment/shop/api')?.probes).not.toEqual([]);
    // It is not a way, and nothing is amiss.
    expect(edgeOf(map, 'Ingress/shop/entry', 'Service/shop/web')?.mark).toBeUndefined();
    expect(map.nodes.filter(({ mark }) => mark === 'failed')).toEqual([]);
  });
});

describe('what is amiss', () => {
  const map = mapOf(
    [
      deployment('web'),
      service('lost', '{selector: {app: wbe}, ports: [{port: 80}]}'),
      service('deaf', '{selector: {app: web}, ports: [{port: 80, targetPort: htpp}]}'),
      plain('web'),
      service('alias', '{type: ExternalName, externalName: db.example.com}'),
    ].join(''),
  );

  test('is a Service that selects no Pod, with the reason', () => {
    expect(nodeOf(map, 'Service/shop/lost')).toMatchObject({
      mark: 'failed',
      problem: expect.stringContaining('app: wbe') as string,
    });
    expect(edgeOf(map, 'clients/Deployment/shop/web', 'Service/shop/lost')?.mark).toBe('failed');
  });

  test('is the way to Pods that have no such port', () => {
    expect(edgeOf(map, 'Service/shop/deaf', 'Deployment/shop/web')?.mark).toBe('failed');
    expect(edgeOf(map, 'Service/shop/web', 'Deployment/shop/web')?.mark).toBe('passed');
  });

  test('leaves the others alone', () => {
    expect(edgeOf(map, 'Service/shop/alias', 'host/db.example.com')).toMatchObject({
      relation: 'resolves',
      mark: 'passed',
    });
  });
});

test('who finds something else than the others of its namespace stands by itself', () => {
  const off = deployment('off').replace('spec: {containers', 'spec: {dnsPolicy: Default, containers');
  const node = 'nodeSelector: {kubernetes.io/hostname: worker}';
  const here = deployment('web').replace('spec: {containers', `spec: {${node}, containers`);
  const there = deployment('far').replace(
    'spec: {containers',
    'spec: {nodeSelector: {kubernetes.io/hostname: worker2}, containers',
  );
  const intents = ['web', 'far'].map((name) => ({
    id: name,
    construct: 'paths',
    expect: 'allow' as const,
    from: { workload: { kind: 'Deployment', namespace: 'shop', name } },
    to: { service: { namespace: 'shop', name: 'web' } },
  }));
  const local = service(
    'web',
    '{internalTrafficPolicy: Local, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}',
  );
  const map = mapOf(`${off}${here}${there}${local}`, intents);
  expect(edgeOf(map, 'clients/Deployment/shop/far', 'Service/shop/web')?.mark).toBe('failed');
  expect(edgeOf(map, 'clients/Pods/shop', 'Service/shop/web')?.mark).toBe('passed');
});

test('what others make is not red', () => {
  const map = mapOf(`${deployment('client')}
---
apiVersion: argoproj.io/v1alpha1
kind: Unknown
metadata: {name: x, namespace: shop}
${service('operated', '{selector: {app.kubernetes.io/managed-by: some-operator, app.kubernetes.io/instance: db}, ports: [{port: 5432}]}')}`);
  expect(nodeOf(map, 'Service/shop/operated')?.mark).not.toBe('failed');
});

test('what a deny closes is not a way that anybody takes', () => {
  const intents = [
    {
      id: 'a',
      construct: 'paths',
      expect: 'deny' as const,
      from: { outside: true as const },
      to: { service: { namespace: 'shop', name: 'web' } },
    },
  ];
  const map = mapOf(`${deployment('web')}${plain('web')}`, intents);
  expect(edgeOf(map, 'outside', 'Service/shop/web')).toBeUndefined();
});

test('who gets through where others of its namespace are denied stands by itself', () => {
  const map = mapOf(`${deployment('web')}${deployment('cart')}${deployment('db')}${plain('db')}${plain('web')}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]}`);
  const asking = map.edges.filter(({ to, relation }) => to === 'Service/shop/db' && relation === 'asks');
  expect(asking.map(({ from }) => from)).not.toContain('clients/Pods/shop');
  expect(edgeOf(map, 'clients/Deployment/shop/web', 'Service/shop/db')?.mark).toBe('passed');
  expect(edgeOf(map, 'clients/Deployment/shop/cart', 'Service/shop/db')).toBeUndefined();
  // Of what all of them reach, they are one.
  expect(edgeOf(map, 'clients/Pods/shop', 'Service/shop/web')).toBeDefined();
});

test('aliases that lead in a circle end', () => {
  const alias = (name: string, other: string) =>
    service(name, `{type: ExternalName, externalName: ${other}.shop.svc.cluster.local}`);
  const map = mapOf(`${deployment('web')}${alias('a', 'b')}${alias('b', 'a')}`);
  expect(edgeOf(map, 'Service/shop/a', 'Service/shop/b')?.relation).toBe('resolves');
});

describe('Gateways on a map', () => {
  const route = (name: string, host: string, backend: string) => `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: shop}
spec:
  parentRefs: [{name: edge}]
  hostnames: [${host}]
  rules: [{matches: [{path: {value: /cart}}], backendRefs: [{name: ${backend}, port: 80}]}]`;
  const map = mapOf(`${deployment('web')}${plain('web')}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: contour}
spec: {controllerName: projectcontour.io/gateway-controller}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec:
  gatewayClassName: contour
  listeners: [{name: http, port: 80, protocol: HTTP, hostname: "*.example.com"}]
${route('good', 'shop.example.com', 'web')}${route('away', 'shop.example.org', 'web')}${route('lost', 'lost.example.com', 'nobody')}`);
  const listener = 'Listener/Gateway/shop/edge/http';

  test('lead by listeners and routes to Services', () => {
    expect(edgeOf(map, 'Gateway/shop/edge', listener)).toMatchObject({ relation: 'routes', labels: ['80'] });
    expect(edgeOf(map, listener, 'HTTPRoute/shop/good')?.labels).toEqual(['shop.example.com']);
    expect(edgeOf(map, 'HTTPRoute/shop/good', 'Service/shop/web')?.labels).toEqual(['/cart']);
    expect(nodeOf(map, listener)?.facts).toEqual(['HTTP 80', '*.example.com']);
  });

  test('show which route a listener refuses, and why', () => {
    expect(edgeOf(map, listener, 'HTTPRoute/shop/away')?.relation).toBe('refuses');
    expect(nodeOf(map, 'HTTPRoute/shop/away')?.problem).toContain('NoMatchingListenerHostname');
    expect(nodeOf(map, 'HTTPRoute/shop/good')?.problem).toBeUndefined();
  });

  test('show what a route leads to that does not exist', () => {
    expect(nodeOf(map, 'Service/shop/nobody')?.problem).toContain('shop/nobody');
    expect(nodeOf(map, 'HTTPRoute/shop/lost')?.problem).toContain('BackendNotFound');
  });

  test('are asked from the outside', () => {
    const asked = edgeOf(map, 'outside', 'Gateway/shop/edge');
    expect(asked).toMatchObject({ relation: 'asks', labels: ['http 80'] });
    expect(asked?.probes.length).toBeGreaterThan(2);
    expect(edgeOf(map, listener, 'HTTPRoute/shop/good')?.counts.passed).toBeGreaterThan(0);
  });
});

describe('a connection that policies deny although it is declared', () => {
  const denying = `${deployment('web')}${deployment('api')}${plain('api')}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: nobody, namespace: shop}
spec: {podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress]}`;
  const intent: Intent = {
    id: 'paths#1',
    construct: 'paths',
    expect: 'allow',
    from: { workload: { kind: 'Deployment', namespace: 'shop', name: 'web' } },
    to: { service: { namespace: 'shop', name: 'api' } },
  };
  const map = mapOf(denying, [intent]);

  test('is marked at every policy that denies it, up to the Pods', () => {
    for (const name of ['default-deny', 'nobody']) {
      expect(nodeOf(map, `NetworkPolicy/shop/${name}`)?.mark).toBe('failed');
      expect(edgeOf(map, `NetworkPolicy/shop/${name}`, 'Deployment/shop/api')?.mark).toBe('failed');
    }
    expect(edgeOf(map, 'Service/shop/api', 'Deployment/shop/api')?.mark).toBe('failed');
  });

  test('is among what fails, with the policies', () => {
    expect(failing(map).nodes.map(({ id }) => id)).toContain('NetworkPolicy/shop/nobody');
  });
});
