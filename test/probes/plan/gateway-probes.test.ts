import { verify } from '../../../src/conformance/verify';
import { parseManifests } from '../../../src/model/parse-manifests';
import { EmbeddedTarget } from '../../../src/targets/embedded/embedded-target';

const POD = (name: string) => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {containers: [{name: c, image: example.com/${name}, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {selector: {app: ${name}}, ports: [{port: 80, targetPort: 8080}]}
---`;

const manifests = (gatewayClassName: string, parentRef = '{name: edge}') =>
  parseManifests(`${POD('web')}${POD('api')}
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec: {gatewayClassName: ${gatewayClassName}, listeners: [{name: http, port: 80, protocol: HTTP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec:
  parentRefs: [${parentRef}]
  hostnames: [shop.example.com]
  rules:
  - {backendRefs: [{name: web, port: 80}]}
  - {matches: [{path: {value: /api}}], backendRefs: [{name: api, port: 80}]}
  - {matches: [{path: {type: Exact, value: /old}}], filters: [{type: RequestRedirect, requestRedirect: {statusCode: 301, scheme: https}}]}
`);

async function resultsOf(gatewayClassName: string, parentRef?: string) {
  const { probes } = await verify({
    manifests: manifests(gatewayClassName, parentRef),
    target: new EmbeddedTarget(),
  });
  return probes
    .filter(({ subject }) => subject === 'Gateway shop/edge')
    .map(({ to, result, unsent }) => [
      'path' in to ? to.path : '',
      result,
      ...(unsent === undefined ? [] : [unsent.elsewhere]),
    ]);
}

test('every match of an attached route is asked for', async () => {
  expect(await resultsOf('contour')).toEqual([
    ['/', 'passed'],
    ['/api', 'passed'],
    ['/old', 'passed'],
  ]);
});

test('a class of another controller is taken to do what the specification says, and that is noted', async () => {
  expect(await resultsOf('eg')).toEqual([
    ['/', 'passed'],
    ['/api', 'passed'],
    ['/old', 'passed'],
  ]);
  const { notes } = await verify({ manifests: manifests('eg'), target: new EmbeddedTarget() });
  expect(notes).toEqual([expect.stringContaining('GatewayClass eg')]);
});

test('a route that is not attached fails', async () => {
  expect(await resultsOf('contour', '{name: edge, sectionName: nothing}')).toEqual([['/', 'failed']]);
});

const behindTls = (secret: string) =>
  parseManifests(`${POD('web')}
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec:
  gatewayClassName: contour
  listeners: [{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: shop-tls}]}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec: {parentRefs: [{name: edge}], hostnames: [shop.example.com], rules: [{backendRefs: [{name: web, port: 80}]}]}
---
apiVersion: v1
kind: Secret
metadata: {name: ${secret}, namespace: shop}
type: kubernetes.io/tls
data: {tls.crt: '', tls.key: ''}
`);

test.each([
  ['of which nothing in the input is the Secret has one that stands in', 'other', 'passed', undefined],
  ['whose Secret is spelled otherwise fails', 'shop-tsl', 'failed', undefined],
])('a listener %s', async (_, secret, result, elsewhere) => {
  const { probes } = await verify({ manifests: behindTls(secret), target: new EmbeddedTarget() });
  const found = probes.filter(({ subject }) => subject === 'Gateway shop/edge');
  expect(found.map((probe) => [probe.result, probe.unsent?.elsewhere])).toEqual([[result, elsewhere]]);
});

const route = (kind: string, name: string, spec: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: {name: ${name}, namespace: shop}
spec: ${spec}
---`;
const toWeb = (section: string, more = '') =>
  `{parentRefs: [{name: edge, sectionName: ${section}}], ${more} rules: [{backendRefs: [{name: web, port: 80}]}]}`;
const NAMES = `
apiVersion: v1
kind: Pod
metadata: {name: names, namespace: shop, labels: {app: names}}
spec: {containers: [{name: c, image: example.com/names, ports: [{containerPort: 5353, protocol: UDP}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: names, namespace: shop}
spec: {selector: {app: names}, ports: [{port: 53, targetPort: 5353, protocol: UDP}]}
---`;
const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec:
  gatewayClassName: eg
  listeners:
  - {name: http, port: 8080, protocol: HTTP}
  - {name: tcp, port: 5432, protocol: TCP}
  - {name: udp, port: 53, protocol: UDP}
  - {name: end, port: 8443, protocol: TLS, tls: {mode: Terminate, certificateRefs: [{name: db-tls}]}}
  - {name: pass, port: 443, protocol: TLS, tls: {mode: Passthrough}}
---`;

async function probesOf(text: string) {
  const { probes } = await verify({ manifests: parseManifests(text), target: new EmbeddedTarget() });
  return probes.filter(({ subject }) => subject === 'Gateway shop/edge');
}

test('routes of TCP, TLS and UDP are asked for', async () => {
  const found = await probesOf(
    [
      POD('web'),
      NAMES,
      GATEWAY,
      route('TCPRoute', 'db', toWeb('tcp')),
      route('UDPRoute', 'names', toWeb('udp').replace('name: web, port: 80', 'name: names, port: 53')),
      route('TLSRoute', 'end', toWeb('end', 'hostnames: [db.example.com],')),
      route('TLSRoute', 'pass', toWeb('pass', 'hostnames: [own.example.com],')),
      route('TCPRoute', 'lost', toWeb('http')),
    ].join(''),
  );
  expect(found.map(({ object, to, result }) => [object, to.kind, result])).toEqual([
    ['TCPRoute/shop/db', 'transport', 'passed'],
    ['UDPRoute/shop/names', 'transport', 'passed'],
    ['TLSRoute/shop/end', 'request', 'passed'],
    ['TLSRoute/shop/pass', 'request', 'notRun'],
    ['TCPRoute/shop/lost', 'request', 'failed'],
  ]);
});

const FILTERED = [
  POD('web'),
  POD('canary'),
  POD('audit'),
  GATEWAY,
  route(
    'HTTPRoute',
    'shop',
    `
  parentRefs: [{name: edge, sectionName: http}]
  hostnames: [shop.example.com]
  rules:
  - matches: [{path: {value: /v1}}]
    filters:
    - {type: URLRewrite, urlRewrite: {hostname: api.internal, path: {type: ReplacePrefixMatch, replacePrefixMatch: /api}}}
    - {type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: X-Env, value: prod}]}}
    - {type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: X-Told, value: 'yes'}]}}
    - {type: RequestMirror, requestMirror: {backendRef: {name: audit, port: 80}}}
    backendRefs: [{name: web, port: 80}]
  - matches: [{path: {value: /split}}]
    backendRefs: [{name: web, port: 80, weight: 3}, {name: canary, port: 80, weight: 1}]
  - matches: [{path: {value: /old}}]
    filters: [{type: RequestRedirect, requestRedirect: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /new}}}]
`,
  ),
].join('');

const REACHED = { kind: 'request', outcome: 'reached' };

test('what filters and weights make of requests is expected, and found', async () => {
  const found = await probesOf(FILTERED);
  expect(found.map(({ expect: expected, result }) => [expected, result])).toEqual([
    [
      {
        ...REACHED,
        by: ['shop/web'],
        status: 200,
        seen: { path: '/api', host: 'api.internal', headers: { 'x-env': ['prod'] } },
        headers: { 'x-told': ['yes'] },
        copies: ['shop/audit'],
      },
      'passed',
    ],
    [
      { ...REACHED, by: ['shop/web', 'shop/canary'], status: 200, share: { 'shop/web': 0.75, 'shop/canary': 0.25 } },
      'passed',
    ],
    [{ ...REACHED, by: [], status: 302, location: 'http://shop.example.com:8080/new' }, 'passed'],
  ]);
});
