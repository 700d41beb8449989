import { exitCodeOf } from '../../src/conformance/report';
import { verify } from '../../src/conformance/verify';
import type { Intent } from '../../src/model/intents';
import { parseManifests } from '../../src/model/parse-manifests';
import { checkManifests } from '../../src/rules/check-manifests';
import { EmbeddedTarget } from '../../src/targets/embedded/embedded-target';
import type { PolicyProfile } from '../../src/terms/policy-profile';

interface Options {
  readonly external?: readonly string[];
  readonly intents?: readonly Intent[];
  readonly networkPolicies?: PolicyProfile;
}

async function run(yaml: string, { external = [], intents = [], networkPolicies = 'spec' }: Options = {}) {
  const manifests = parseManifests(yaml);
  const diagnostics = checkManifests(manifests, { external, provides: ['loadbalancer'] });
  const report = await verify({
    target: new EmbeddedTarget({ networkPolicies }),
    manifests,
    intents,
    external,
    diagnostics,
  });
  const { summary, notes = [], probes } = report;
  const failed = probes.filter(({ result }) => result === 'failed').map(({ row }) => row);
  return { code: exitCodeOf(summary, diagnostics), summary, notes: notes.join('\n'), failed, probes };
}

const of = (kind: string, name: string, spec: string, more = '') =>
  `---\napiVersion: ${API[kind] ?? 'v1'}\nkind: ${kind}\nmetadata: { name: ${name}${more} }\nspec: ${spec}\n`;
const API: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  DaemonSet: 'apps/v1',
  Ingress: 'networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PostgresCluster: 'postgres.example.com/v1',
  Gateway: 'gateway.networking.k8s.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
};
const workload = (name: string, container = 'ports: [{ containerPort: 8080 }]', pod = '', more = '') =>
  of(
    'Deployment',
    name,
    `{ ${more} selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name} } }, spec: { ${pod} containers: [{ name: c, image: example, ${container} }] } } }`,
  );
const service = (name: string, spec = 'ports: [{ port: 80, targetPort: 8080 }]', more = '') =>
  of('Service', name, `{ selector: { app: ${name} }, ${spec} }`, more);
const path = (text: string, type: string, to: string) =>
  `{ path: ${text}, pathType: ${type}, backend: { service: { name: ${to}, port: { number: 80 } } } }`;
const ingress = (spec: string, more = '') => of('Ingress', 'site', spec, more);
const web = service('web') + workload('web');

describe('what others make is not a failure', () => {
  it.each<[string, string, Options?]>([
    [
      'a class that is installed with its controller, and a certificate of cert-manager',
      web +
        ingress(
          `{ ingressClassName: nginx, tls: [{ hosts: [a.example.org], secretName: made }], rules: [{ host: a.example.org, http: { paths: [${path('/', 'Prefix', 'web')}] } }] }`,
          ', annotations: { cert-manager.io/cluster-issuer: x }',
        ),
    ],
    [
      'a class that is said to exist',
      web + ingress(`{ ingressClassName: platform, rules: [{ http: { paths: [${path('/', 'Prefix', 'web')}] } }] }`),
      { external: ['IngressClass/platform'] },
    ],
    [
      'endpoints outside of the cluster',
      workload('web') +
        of('Service', 'far', '{ ports: [{ port: 5432 }] }') +
        '---\napiVersion: v1\nkind: Endpoints\nmetadata: { name: far }\nsubsets: [{ addresses: [{ ip: 192.0.2.9 }], ports: [{ port: 5432 }] }]\n',
    ],
    [
      'a health port that no container declares',
      service('web') + workload('web', 'ports: [{ containerPort: 8080 }], readinessProbe: { httpGet: { port: 9901 } }'),
    ],
    ['ports that no container declares', service('web') + workload('web', '')],
    [
      'variables that the container sets itself',
      service('web') +
        workload('web', 'ports: [{ containerPort: 8080 }], env: [{ name: WEB_SERVICE_PORT, value: "1" }]'),
    ],
    [
      'addresses of another Service range',
      service('web', 'clusterIP: 10.43.0.7, ports: [{ port: 80, targetPort: 8080 }]') + workload('web'),
    ],
    ['nodes with other labels', service('web') + workload('web', undefined, 'nodeSelector: { disk: ssd },')],
    [
      'nodes of an architecture',
      service('web') + workload('web', undefined, 'nodeSelector: { kubernetes.io/arch: amd64 },'),
    ],
    [
      'load balancers that share an address',
      [80, 81]
        .map((port) =>
          service(
            `web${port}`,
            `type: LoadBalancer, loadBalancerIP: 172.18.255.9, ports: [{ port: ${port}, targetPort: 8080 }]`,
            ', annotations: { metallb.io/allow-shared-ip: k }',
          ),
        )
        .join('') +
        workload('web80') +
        workload('web81'),
    ],
    [
      'Pods with the addresses of their nodes',
      service('agent', 'clusterIP: None, ports: [{ port: 8080 }]') +
        workload('web') +
        workload('agent', undefined, 'hostNetwork: true,'),
    ],
    [
      'an alias without ports',
      web + of('Service', 'alias', '{ type: ExternalName, externalName: web.default.svc.cluster.local }'),
    ],
    [
      'a Prefix beside an Exact path of the same text',
      web +
        service('shop') +
        workload('shop') +
        ingress(
          `{ rules: [{ http: { paths: [${path('/shop', 'Exact', 'web')}, ${path('/shop', 'Prefix', 'shop')}] } }] }`,
        ),
    ],
    [
      "a Service with the name of the target's own Ingress controller",
      web.replaceAll('web', 'envoy').replaceAll('name: envoy }', 'name: envoy, namespace: projectcontour }'),
    ],
  ])('%s', async (...[, yaml, options]) => {
    const { code, failed, summary } = await run(yaml, options);
    expect({ code, failed, notRun: summary.notRun }).toEqual({ code: 0, failed: [], notRun: 0 });
    expect(summary.passed).toBeGreaterThan(0);
  });

  it.each<[string, string, Options?]>([
    ['Pods of an operator', service('db') + workload('web') + of('PostgresCluster', 'db', '{}')],
    [
      'a workload that is scaled to zero',
      service('db') + workload('web') + workload('db', undefined, '', 'replicas: 0,'),
    ],
    [
      'a Gateway of the platform',
      web +
        of(
          'HTTPRoute',
          'web',
          '{ parentRefs: [{ name: edge, namespace: platform }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }',
        ),
    ],
    [
      'labels of a namespace that a Gateway lets in by',
      web +
        of(
          'Gateway',
          'edge',
          '{ gatewayClassName: contour, listeners: [{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { exposed: "yes" } } } } }] }',
          ', namespace: platform',
        ) +
        of(
          'HTTPRoute',
          'web',
          '{ parentRefs: [{ name: edge, namespace: platform }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }',
        ),
    ],
    [
      'a Service of another release',
      workload('web') + ingress(`{ rules: [{ http: { paths: [${path('/', 'Prefix', 'web')}] } }] }`),
    ],
  ])('%s is not run, and counted', async (...[, yaml, options]) => {
    const { code, failed, summary } = await run(yaml, options);
    expect({ code, failed }).toEqual({ code: 0, failed: [] });
    expect([summary.elsewhere, summary.notRun]).toEqual([expect.any(Number), summary.elsewhere]);
  });

  it.each<[what: string, yaml: string]>([
    [
      'a pattern that only its controller reads',
      web +
        ingress(
          `{ ingressClassName: traefik, rules: [{ http: { paths: [${path('"/api(/|$)(.*)"', 'ImplementationSpecific', 'web')}] } }] }`,
        ),
    ],
    [
      'a backend that only the controller knows',
      of('Gateway', 'edge', '{ gatewayClassName: platform, listeners: [{ name: http, port: 80, protocol: HTTP }] }') +
        of(
          'HTTPRoute',
          'web',
          '{ parentRefs: [{ name: edge }], rules: [{ backendRefs: [{ group: example.com, kind: Bucket, name: files, port: 80 }] }] }',
        ),
    ],
    [
      'a filter that only the controller knows',
      web +
        of('Gateway', 'edge', '{ gatewayClassName: platform, listeners: [{ name: http, port: 80, protocol: HTTP }] }') +
        of(
          'HTTPRoute',
          'web',
          '{ parentRefs: [{ name: edge }], rules: [{ filters: [{ type: ExtensionRef, extensionRef: { group: example.com, kind: Filter, name: auth } }], backendRefs: [{ name: web, port: 80 }] }] }',
        ),
    ],
  ])('%s depends on it, and is counted', async (_, yaml) => {
    const { code, failed, summary } = await run(yaml);
    expect({ code, failed, notRun: summary.notRun }).toEqual({ code: 0, failed: [], notRun: 0 });
    expect(summary.depends).toBeGreaterThan(0);
  });
});

test.each([
  ['beside it', 'name: made'],
  ['in another namespace', 'name: made, namespace: certificates'],
])('a Gateway is asked over HTTPS, whoever makes its certificate %s', async (_, certificate) => {
  const listener = `{ name: https, port: 443, protocol: HTTPS, hostname: a.example.org, tls: { certificateRefs: [{ ${certificate} }] } }`;
  const { code, failed, probes } = await run(
    web +
      of('Gateway', 'edge', `{ gatewayClassName: platform, listeners: [${listener}] }`) +
      of('HTTPRoute', 'web', '{ parentRefs: [{ name: edge }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }'),
  );
  expect({ code, failed }).toEqual({ code: 0, failed: [] });
  const asked = probes.filter(({ subject }) => subject.startsWith('Gateway'));
  expect(asked.map(({ to, result }) => [to, result])).toEqual([
    [expect.objectContaining({ protocol: 'https', sni: 'a.example.org' }), 'passed'],
  ]);
});

describe('a mistake stays a mistake', () => {
  it.each<[string, string]>([
    [
      'a port that is a typo of a declared one',
      service('web', 'ports: [{ port: 80, targetPort: 8008 }]') + workload('web'),
    ],
    [
      'a probe at a typo of a declared port',
      service('web') +
        workload('web', 'ports: [{ containerPort: 8080 }], readinessProbe: { tcpSocket: { port: 8008 } }'),
    ],
    ['a named port that nobody has', service('web', 'ports: [{ port: 80, targetPort: http }]') + workload('web')],
    ['labels that are mistyped', service('wbe') + workload('web')],
  ])('%s', async (_, yaml) => {
    const { failed } = await run(yaml);
    expect(failed).not.toEqual([]);
  });

  test('what the API server refuses is not deployed, and its Pods are not asked', async () => {
    const bad = workload('bad', 'ports: [{ containerPort: 8080, name: a-name-of-20-letters }]');
    const { code, failed, probes } = await run(web + service('bad') + bad);
    expect({ code, failed }).toEqual({ code: 1, failed: [] });
    const reasons = probes.flatMap(({ unsent }) => unsent?.why ?? []);
    expect([...new Set(reasons)]).toEqual([expect.stringContaining('Deployment default/bad')]);
  });

  test('an address that another Service has leaves the run unproven', async () => {
    const two = ['a', 'b']
      .map(
        (name) =>
          service(name, 'type: LoadBalancer, loadBalancerIP: 172.18.255.9, ports: [{ port: 80, targetPort: 8080 }]') +
          workload(name),
      )
      .join('');
    const { code, failed } = await run(two);
    expect({ code, failed }).toEqual({ code: 2, failed: [] });
  });
});

describe('a run says', () => {
  test('which node it made, and which range it took', async () => {
    const { notes } = await run(
      service('web', 'clusterIP: 10.43.0.7, ports: [{ port: 80, targetPort: 8080 }]') +
        workload('web', undefined, 'nodeSelector: { disk: ssd },'),
    );
    expect(notes).toMatch(/disk: ssd/);
    expect(notes).toMatch(/10\.43\.0\.0\/16/);
  });

  test('that policies have no effect, and leaves out denies that rest on them', async () => {
    const policy = of(
      'NetworkPolicy',
      'closed',
      '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] }',
    );
    const intent: Intent = {
      id: 'a#1',
      construct: 'a',
      expect: 'deny',
      from: { workload: { kind: 'Deployment', namespace: 'default', name: 'other' } },
      to: { service: { namespace: 'default', name: 'web' } },
    };
    const resultOf = ({ probes }: Awaited<ReturnType<typeof run>>) =>
      probes.filter(({ subject }) => subject === 'Intents a').map(({ result }) => result);
    const off = await run(web + workload('other') + policy, { intents: [intent], networkPolicies: 'off' });
    expect(off.notes).toMatch(/NetworkPolicies were not enforced/);
    expect(resultOf(off)).toEqual(['notRun']);
    expect(resultOf(await run(web + workload('other') + policy, { intents: [intent] }))).toEqual(['passed']);
  });
});
