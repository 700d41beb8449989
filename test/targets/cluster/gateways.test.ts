import { NetworkModel } from '../../../src/model/network-model';
import { parseManifests } from '../../../src/model/parse-manifests';
import { judge } from '../../../src/probes/judge';
import { planProbes } from '../../../src/probes/plan/plan';
import type { RequestTarget, Verdict } from '../../../src/probes/probe';
import type { Deployment } from '../../../src/targets/target';
import { FakeKubernetes } from './fake/fake-kubernetes';

const shop = parseManifests(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: platform}
spec:
  gatewayClassName: contour
  listeners: [{name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec:
  parentRefs: [{name: edge, namespace: platform}]
  hostnames: [shop.example.com]
  rules:
  - matches: [{path: {type: PathPrefix, value: /cart}, method: POST, headers: [{name: x-version, value: '2'}]}]
    filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}]
    backendRefs: [{name: web, port: 80}]
  - matches: [{path: {type: Exact, value: /old}}]
    filters: [{type: RequestRedirect, requestRedirect: {scheme: https, statusCode: 301}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: stray, namespace: shop}
spec: {parentRefs: [{name: edge, namespace: platform, sectionName: https}], hostnames: [stray.example.com], rules: [{backendRefs: [{name: web, port: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: app, image: 'shop/web:1', ports: [{containerPort: 8080}]}]}
`);

const client = { pod: 'shop/web' };
const edge = { kind: 'request', gateway: 'platform/edge', protocol: 'http', hostHeader: 'shop.example.com' } as const;

async function asked(deployment: Deployment, to: RequestTarget): Promise<Verdict> {
  const [verdict] = await deployment.probe([{ id: 'one', from: client, to }]);
  if (verdict === undefined) throw new Error('a probe without a verdict');
  return verdict;
}

describe('Gateways on a cluster', () => {
  test('get every request of the plan, with its method and headers, and answer as was declared', async () => {
    await using fake = await FakeKubernetes.start();
    await using started = await fake.target({ clusterBudgets: { tries: 2 } }).start();
    await using deployment = await started.deploy(shop);
    const plan = planProbes(NetworkModel.of(shop), deployment, []).filter(({ requires }) => requires === 'gateway');
    const verdicts = await deployment.probe(plan.map((probe) => ({ ...probe, from: client })));
    const results = plan.map(({ row, expect }, index) => [
      row.replace(/ .*/, ''),
      judge(expect, verdicts[index] as Verdict).result,
    ]);
    expect(Object.fromEntries(results)).toEqual({
      'http://shop.example.com:80/cart': 'passed',
      'http://shop.example.com:80/old': 'passed',
      'http://stray.example.com:80/': 'failed',
    });
  });

  test('say who answered, under the names of the manifests', async () => {
    await using fake = await FakeKubernetes.start();
    await using started = await fake.target({ clusterBudgets: { tries: 2 } }).start();
    await using deployment = await started.deploy(shop);
    const verdict = await asked(deployment, { ...edge, method: 'POST', path: '/cart', headers: { 'x-version': '2' } });
    expect(verdict).toMatchObject({ outcome: 'reached', status: 200, by: ['shop/web'] });
    expect(await asked(deployment, { ...edge, path: '/cart' })).toMatchObject({ status: 404, by: [] });
  });

  test('tell in evidence the condition of a route that no listener takes', async () => {
    await using fake = await FakeKubernetes.start();
    await using started = await fake.target({ clusterBudgets: { tries: 2 } }).start();
    await using deployment = await started.deploy(shop);
    const to = { ...edge, hostHeader: 'stray.example.com' };
    const { links } = await deployment.evidence({ id: 'one', from: client, to });
    expect(links.at(-1)).toMatchObject({ link: 'route', ok: false });
    expect(links.at(-1)?.detail).toContain('NoMatchingParent');
  });

  test('are not supported where no controller serves any class', async () => {
    await using fake = await FakeKubernetes.start({ noGatewayController: true });
    await using started = await fake.target({ clusterBudgets: { tries: 2, gatewaysMs: 1 } }).start();
    await using deployment = await started.deploy(shop);
    expect(deployment.capabilities.has('gateway')).toBe(false);
    expect(await asked(deployment, edge)).toMatchObject({ outcome: 'noAddress' });
    const { links } = await deployment.evidence({ id: 'one', from: client, to: edge });
    expect(links).toMatchObject([{ link: 'address', ok: false }]);
  });

  test('are found where they were deployed by somebody else', async () => {
    await using fake = await FakeKubernetes.start();
    fake.put('Namespace', undefined, 'platform');
    fake.put('Namespace', undefined, 'shop');
    fake.apply(shop);
    await using started = await fake.target({ attach: true }).start();
    await using deployment = await started.deploy(shop);
    expect(deployment.gatewayClasses).toEqual(new Set(['contour']));
    expect(fake.store.all().filter(([path]) => path.includes('/gateways/'))).toHaveLength(1);
  });
});
