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

test('a class of another controller is not run, and nothing is amiss', async () => {
  expect(await resultsOf('eg')).toEqual([
    ['/', 'notRun', true],
    ['/api', 'notRun', true],
    ['/old', 'notRun', true],
  ]);
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
  ['of which nothing in the input is the Secret is made elsewhere, and nothing is amiss', 'other', 'notRun', true],
  ['whose Secret is spelled otherwise fails', 'shop-tsl', 'failed', undefined],
])('a listener %s', async (_, secret, result, elsewhere) => {
  const { probes } = await verify({ manifests: behindTls(secret), target: new EmbeddedTarget() });
  const found = probes.filter(({ subject }) => subject === 'Gateway shop/edge');
  expect(found.map((probe) => [probe.result, probe.unsent?.elsewhere])).toEqual([[result, elsewhere]]);
});
