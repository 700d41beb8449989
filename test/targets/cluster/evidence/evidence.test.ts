import { parseManifests } from '../../../../src/model/parse-manifests';
import type { Probe } from '../../../../src/probes/probe';
import type { KubeconfigTargetOptions } from '../../../../src/targets/kubeconfig/kubeconfig-target';
import type { Deployment } from '../../../../src/targets/target';
import { FAULTS, FAULTY } from '../../faults';
import { FakeKubernetes } from '../fake/fake-kubernetes';

describe('a fault on a cluster is found', () => {
  const ends: AsyncDisposable[] = [];
  let deployment: Deployment;
  beforeAll(async () => {
    const fake = await FakeKubernetes.start();
    const started = await fake.target({ namespacePrefix: '' }).start();
    ends.push(started, fake);
    deployment = await started.deploy(FAULTY);
  });
  afterAll(async () => {
    for (const end of ends) await end[Symbol.asyncDispose]();
  });

  test.each(FAULTS)('%s', async (namespace, to, broken) => {
    const probe: Probe = { id: namespace, from: { pod: `${namespace}/client` }, to };
    expect(await deployment.probe([probe])).toMatchObject([
      { outcome: expect.stringMatching(/refused|timedOut|unresolved/) as string },
    ]);
    const { links } = await deployment.evidence(probe);
    expect(links.findIndex(({ ok }) => !ok)).toBe(links.length - 1);
    expect(links.at(-1)).toMatchObject({ link: broken, ok: false });
  });
});

const shop = parseManifests(`
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {nodeName: worker, containers: [{name: app, image: 'shop/web:1', ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: site, namespace: shop}
spec:
  rules:
  - host: www.example.com
    http:
      paths:
      - {path: /shop, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}
      - {path: /exact, pathType: Exact, backend: {service: {name: web, port: {number: 80}}}}
      - {path: /port, pathType: Prefix, backend: {service: {name: web, port: {number: 8080}}}}
      - {path: /gone, pathType: Prefix, backend: {service: {name: gone, port: {number: 80}}}}
`);

const CLIENT = { pod: 'shop/web' };

describe('the links of a network', () => {
  async function linksOn(
    fake: FakeKubernetes,
    to: Probe['to'],
    from: Probe['from'] = CLIENT,
    options: KubeconfigTargetOptions = {},
  ) {
    await using started = await fake.target({ namespacePrefix: 'run-', ...options }).start();
    await using deployment = await started.deploy(shop);
    const { links } = await deployment.evidence({ id: 'one', from, to });
    return links.map(({ link, ok, detail }) => `${ok ? '' : 'not '}${link}: ${detail}`);
  }
  const page = (path: string, hostHeader = 'www.example.com') =>
    ({ kind: 'http', protocol: 'http', host: '${ingressIP}', path, hostHeader }) as const;

  test('that works are all whole, and speak of it as the manifests do', async () => {
    await using fake = await FakeKubernetes.start();
    const links = await linksOn(fake, { kind: 'transport', protocol: 'tcp', host: 'web.shop', port: 80 });
    expect(links).toEqual([
      expect.stringMatching(/^name: web\.shop resolves to \d/),
      'address: web.shop is the name of Service shop/web',
      expect.stringMatching(
        /^rules: kube-proxy of node worker has [1-9]\d* rules for port http \(TCP\) of Service shop\/web$/,
      ),
      expect.stringMatching(/^endpoints: 1 of 1 endpoints ready: \S+:8080 \(Pod shop\/web\)$/),
      'pod: 1 Pods are ready',
      'port: the endpoints answer when they are dialled themselves',
    ]);
    expect(links.join()).not.toContain('run-');
  });

  test.each([
    ['a path that a rule takes', page('/shop/cart'), /^route: Ingress shop\/site answers with status 200$/],
    ['a path that is exact', page('/exact'), /^route: Ingress shop\/site answers/],
    [
      'a path that no rule takes',
      page('/exact/not'),
      /^not route: the rules for host www.example.com take .*, not \/exact\/not$/,
    ],
    [
      'a host without rules',
      page('/', 'other.example.com'),
      /^not route: no Ingress has a rule for host other.example.com$/,
    ],
    [
      'a port that the backend does not have',
      page('/port'),
      /^not route: its backend, Service shop\/web, has no port 8080: it has http 80$/,
    ],
    ['a backend that does not exist', page('/gone'), /^not route: its backend, Service shop\/gone, does not exist$/],
  ])('behind an Ingress end well or at the rule: %s', async (_, to, last) => {
    await using fake = await FakeKubernetes.start();
    expect((await linksOn(fake, to)).at(-1)).toMatch(last);
  });

  test('end at an address that nobody gave out, with what the cluster said about it', async () => {
    await using fake = await FakeKubernetes.start({ noLoadBalancer: true, noIngressController: true });
    const atOnce = { clusterBudgets: { addressesMs: 0 } };
    const lb = { kind: 'transport', protocol: 'tcp', host: '${lbIP:shop/web}', port: 80 } as const;
    expect(await linksOn(fake, lb, CLIENT, atOnce)).toEqual([
      expect.stringMatching(/^not address: .*shop\/web.*: no provider gave it one$/),
    ]);
    for (const [lastTimestamp, message] of [
      ['2026-01-02', 'no address left'],
      ['2026-01-01', 'looking'],
    ] as const) {
      const involvedObject = { kind: 'Service', name: 'web' };
      fake.put('Event', 'run-shop', message, { involvedObject, reason: 'AllocationFailed', message, lastTimestamp });
    }
    expect(await linksOn(fake, lb, CLIENT, atOnce)).toEqual([
      expect.stringMatching(/: AllocationFailed: looking; AllocationFailed: no address left$/),
    ]);
    expect(await linksOn(fake, page('/shop'), CLIENT, atOnce)).toEqual([
      expect.stringMatching(/^not address: .*no controller serves it$/),
    ]);
  });

  test('end at endpoints that no EndpointSlice lists yet', async () => {
    await using fake = await FakeKubernetes.start();
    fake.api.faults.order(/endpointslices.*watch=true/, 'hang', Infinity);
    const links = await linksOn(fake, { kind: 'transport', protocol: 'tcp', host: 'web', port: 80 }, CLIENT, {
      clusterBudgets: { addressesMs: 0 },
    });
    expect(links.at(-1)).toMatch(/^not endpoints: .*no EndpointSlice lists them$/);
  });

  test('lead to Pods and hosts that are not Services', async () => {
    await using fake = await FakeKubernetes.start();
    const tcp = (host: string, port: number) => ({ kind: 'transport', protocol: 'tcp', host, port }) as const;
    expect(await linksOn(fake, tcp('${podIP:shop/web}', 8080), { node: 'worker' })).toEqual([
      expect.stringMatching(/^address: [\d.]+ is Pod shop\/web$/),
    ]);
    expect((await linksOn(fake, tcp('${podIP:shop/web}', 81), { node: 'worker' })).at(-1)).toMatch(
      /^not port: .*81 \(refused\)$/,
    );
    expect((await linksOn(fake, tcp('${nodeIP:worker2}', 81))).slice(0, 1)).toEqual([
      expect.stringMatching(/^address: [\d.]+ is the address of node worker2$/),
    ]);
    expect(await linksOn(fake, tcp('external.example.com', 80))).toEqual([
      expect.stringMatching(/^name: /),
      'address: external.example.com is host external.example.com outside the cluster',
    ]);
  });

  test('of a name or variable are the name alone, or none', async () => {
    await using fake = await FakeKubernetes.start();
    expect(await linksOn(fake, { kind: 'dns', dns: { name: 'nosuch', type: 'A' } })).toEqual([
      expect.stringMatching(/^not name: nosuch A .*NXDOMAIN/),
    ]);
    expect(await linksOn(fake, { kind: 'env', env: { pod: 'shop/web' } })).toEqual([]);
  });
});
