import { explain } from '../../src/explain/explain';
import { formatExplanation } from '../../src/explain/format-explanation';
import { parseManifests } from '../../src/model/parse-manifests';

const EDGE = `
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
  listeners:
  - {name: http, port: 80, protocol: HTTP, hostname: '*.example.com'}
  - {name: admin, port: 80, protocol: TCP}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec:
  parentRefs: [{name: edge, sectionName: http}]
  hostnames: [shop.example.com]
  rules:
  - matches: [{path: {type: PathPrefix, value: /cart}}]
    filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /v2}}}]
    backendRefs: [{name: web, port: 80, weight: 3}, {name: nobody, port: 80, weight: 1}]
  - backendRefs: [{name: web, port: 80}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: lost, namespace: shop}
spec:
  parentRefs: [{name: edge, sectionName: http}]
  hostnames: [shop.example.org]
  rules: [{backendRefs: [{name: web, port: 80}]}]
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: web, ports: [{containerPort: 8080}]}]}
`;
const manifests = parseManifests(EDGE);

test('a URL has its way through the Gateway: listener, rule, match, filters, shares, and who gives way', () => {
  const {
    kind,
    ways = [],
    services,
    clients,
  } = explain(manifests, 'http://shop.example.com/cart', {
    from: 'outside',
  });
  expect([kind, ways.length]).toEqual(['url', 1]);
  expect(ways[0]).toMatchObject({
    gateway: 'shop/edge',
    listener: 'http',
    hostname: 'shop.example.com',
    route: 'HTTPRoute shop/web',
    rule: 'spec.rules[0]',
    filters: ['URLRewrite'],
    passedOn: 'shop.example.com/v2',
  });
  expect(ways[0]?.backends.map(({ service, share, status }) => [service, share, status])).toEqual([
    ['shop/web', 0.75, undefined],
    ['shop/nobody', 0.25, 500],
  ]);
  expect(ways[0]?.losers.map(({ route }) => route)).toEqual([expect.stringContaining('rule 2')]);
  expect(services.map(({ service }) => service)).toEqual(['shop/web']);
  expect(clients.map(({ client, by }) => [client, by.length])).toEqual([['outside', 1]]);
});

test('a Gateway has its listeners, the routes that refer to them, and the conditions of all', () => {
  const explanation = explain(manifests, 'gateway shop/edge');
  const [http, admin] = explanation.gateway?.listeners ?? [];
  expect(http?.routes.map(({ route, attached }) => [route, attached])).toEqual([
    ['HTTPRoute shop/web', true],
    ['HTTPRoute shop/lost', false],
  ]);
  const reasons = http?.routes.map(({ conditions }) => conditions.map(({ reason }) => reason));
  expect(reasons).toEqual([
    ['Accepted', 'BackendNotFound'],
    ['NoMatchingListenerHostname', 'ResolvedRefs'],
  ]);
  expect(admin?.conditions.map(({ reason }) => reason)).toContain('ProtocolConflict');
  const text = String(formatExplanation(explanation, { colors: false }));
  expect(text).toContain('Listener http: HTTP 80, *.example.com');
  expect(text).toContain('NoMatchingListenerHostname');
});

test('where nothing is for a URL, the hosts of Gateways are named, and Gateways that there are', () => {
  expect(() => explain(manifests, 'http://shop.example.net/')).toThrow('shop.example.com');
  expect(() => explain(manifests, 'gateway shop/egde')).toThrow('shop/edge');
});

test('a path that no rule takes is answered by the Gateway', () => {
  const only = parseManifests(EDGE.replace('  - backendRefs: [{name: web, port: 80}]\n', ''));
  const { ways = [], clients } = explain(only, 'http://shop.example.com/other', { from: 'outside' });
  expect(ways[0]).toMatchObject({ status: 404, backends: [] });
  expect(clients).toMatchObject([{ status: 404, by: [] }]);
});

describe('a route', () => {
  test('has the listeners that serve it, what its rules take, and where that goes', () => {
    const { kind, summary, gatewayRoute, services } = explain(manifests, 'httproute shop/web');
    expect([kind, summary]).toEqual([
      'gatewayRoute',
      'HTTPRoute shop/web is served by listener http of Gateway shop/edge, for shop.example.com',
    ]);
    expect(gatewayRoute?.parents).toMatchObject([
      {
        path: 'spec.parentRefs[0]',
        parent: 'Gateway shop/edge',
        exists: true,
        listeners: [{ name: 'http', port: 80, outcome: 'attached', hostnames: ['shop.example.com'] }],
        conditions: [
          { type: 'Accepted', status: 'True' },
          { type: 'ResolvedRefs', status: 'False', reason: 'BackendNotFound' },
        ],
      },
    ]);
    const [first, second] = gatewayRoute?.rules ?? [];
    expect(first).toMatchObject({ rule: 'spec.rules[0]', matches: ['PathPrefix /cart'], filters: ['URLRewrite'] });
    expect(first?.backends.map(({ service, share, status }) => [service, share, status])).toEqual([
      ['shop/web', 0.75, undefined],
      ['shop/nobody', 0.25, 500],
    ]);
    expect(second?.matches).toEqual(['PathPrefix /']);
    expect(services.map(({ service }) => service)).toEqual(['shop/web']);
  });

  test('that nobody serves has what stands in the way', () => {
    const { summary, gatewayRoute } = explain(manifests, 'HTTPRoute shop/lost');
    expect(summary).toBe('HTTPRoute shop/lost is served by nobody');
    expect(gatewayRoute?.parents[0]?.listeners).toMatchObject([{ name: 'http', outcome: 'noCommonHost' }]);
    expect(gatewayRoute?.parents[0]?.conditions[0]).toMatchObject({ reason: 'NoMatchingListenerHostname' });
  });

  test('of a Gateway that nobody serves is served by nobody', () => {
    const unserved = parseManifests(EDGE.replace('controllerName: projectcontour.io/gateway-controller', ''));
    const explanation = explain(unserved, 'httproute shop/web');
    expect(explanation.gatewayRoute?.parents).toMatchObject([{ exists: true, conditions: [] }]);
    expect(explanation.summary).toBe('HTTPRoute shop/web is served by nobody');
    expect(formatExplanation(explanation, { colors: false, width: 200 })).toContain('nobody serves it');
  });

  test('whose Gateway is not there says so', () => {
    const alone = parseManifests(EDGE.replace('kind: Gateway\n', 'kind: Other\n'));
    const { gatewayRoute } = explain(alone, 'httproute shop/web', { namespace: 'shop' });
    expect(gatewayRoute?.parents).toMatchObject([{ parent: 'Gateway shop/edge', exists: false, listeners: [] }]);
  });

  test('is printed parent by parent and rule by rule', () => {
    const printed = (what: string) => formatExplanation(explain(manifests, what), { colors: false, width: 200 });
    expect(printed('httproute shop/lost')).toContain('✗ listener http: HTTP 80, *.example.com: they have no host');
    expect(printed('httproute shop/lost')).toContain('Accepted=False NoMatchingListenerHostname');
    expect(printed('httproute shop/web')).toContain(
      '\n  PathPrefix /cart\n  filters URLRewrite\n  75 % Service shop/web',
    );
  });

  test.each([
    ['httproute shop/wbe', /no HTTPRoute shop\/wbe.*shop\/web/s],
    ['tcproute shop/web', /no TCPRoute shop\/web/],
  ])('%s is not there, and those that are', (what, error) => {
    expect(() => explain(manifests, what)).toThrow(error);
  });
});
