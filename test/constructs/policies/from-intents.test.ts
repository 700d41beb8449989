import { ApiObject, App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import {
  ClusterIPService,
  Connectivity,
  ConstructError,
  Diagnostics,
  ExternalNameService,
  Ingress,
  NetworkPolicy,
  node,
  NodePortService,
  outside,
  LoadBalancerService,
} from '../../../src';
import type { PolicyOptions } from '../../../src';
import { Cluster } from '../../../src/dataplane/cluster';
import { DEFAULT_NODES } from '../../../src/dataplane/cluster-config';
import { deployedPods } from '../../../src/dataplane/pods/deployed-pods';
import { simulate } from '../../../src/dataplane/simulation/simulate';
import type { Intent } from '../../../src/model/intents';
import type { Manifest } from '../../../src/model/manifest';
import { NetworkModel } from '../../../src/model/network-model';
import { judge } from '../../../src/probes/judge';
import { planProbes } from '../../../src/probes/plan/plan';
import { addressIn } from '../../../src/terms/ip';
import type { IPFamily } from '../../../src/terms/ip';
import type { ClusterIPFamily } from '../../../src/terms/ip-families';
import type { Vantage } from '../../../src/terms/vantage';

const RULE = 'practice/intent-without-policy';

function chartOf(namespace = 'shop'): Chart {
  return new Chart(new App(), 'shop', { namespace });
}

interface WorkloadOptions {
  readonly labels?: Record<string, string>;
  readonly port?: number;
  readonly namespace?: string;
  readonly pod?: object;
}

function deployment(chart: Chart, name: string, options: WorkloadOptions = {}): ApiObject {
  const { labels = { app: name }, port = 8080, namespace, pod = {} } = options;
  const containers = [{ name, image: name, ports: [{ name: 'web', containerPort: port }] }];
  return new ApiObject(chart, name, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers, ...pod } } },
  });
}

function service(
  chart: Chart,
  name: string,
  options: Partial<WorkloadOptions> & { readonly targetPort?: string } = {},
) {
  const { labels = { app: name }, port = 8080, namespace, targetPort } = options;
  return new ClusterIPService(chart, `${name}-service`, {
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    selector: labels,
    ports: [{ name: 'http', port: 80, targetPort: targetPort ?? port }],
  });
}

function manifestsOf(chart: Chart): readonly Manifest[] {
  return chart.node
    .findAll()
    .filter((each) => ApiObject.isApiObject(each))
    .map((each) => each.toJson() as Manifest);
}

const specOf = (policy: NetworkPolicy | undefined) => (policy?.toJson() as { spec: unknown } | undefined)?.spec;

const intentsOf = (connectivity: Connectivity) =>
  (connectivity as unknown as { readonly intents: readonly Intent[] }).intents;

/** What the probes of each intent come to in the network of a chart, by the simulation. */
function resultsOf(chart: Chart, intents: readonly Intent[], ipFamily: ClusterIPFamily = 'ipv4') {
  const manifests = manifestsOf(chart);
  const cluster = new Cluster({ nodes: DEFAULT_NODES, networkPolicies: 'spec', ipFamily });
  cluster.apply(manifests);
  const deployed = {
    services: cluster.services,
    pods: deployedPods(cluster),
    clusterDomain: 'cluster.local',
    nodes: [...cluster.nodes.keys()],
    ipFamilies: familiesIn(ipFamily),
    addressOf: (from: Vantage, family: IPFamily) => addressIn(cluster.addressesOf(from), family),
  };
  const model = NetworkModel.of(manifests);
  return new Map(
    intents.map((intent) => {
      const probes = planProbes(model, deployed, [intent]).filter(({ subject }) => subject.startsWith('Intents'));
      return [intent.id, probes.map((probe) => judge(probe.expect, simulate(cluster, probe)).result)] as const;
    }),
  );
}

const familiesIn = (ipFamily: ClusterIPFamily): readonly IPFamily[] =>
  ipFamily === 'ipv4' ? ['IPv4'] : ipFamily === 'ipv6' ? ['IPv6'] : ['IPv4', 'IPv6'];

/** The intents that are warned of. */
function warnedOf(chart: Chart): readonly string[] {
  return Diagnostics.of(chart).flatMap(({ rule, detail }) => (rule === RULE ? (/#\d+/.exec(detail)?.[0] ?? '') : []));
}

/** That every intent of a chart holds, without and with IPv6. */
function expectToHold(chart: Chart, connectivity: Connectivity): void {
  expect(warnedOf(chart)).toEqual([]);
  for (const ipFamily of ['ipv4', 'ipv6', 'dual'] as const) {
    for (const [id, results] of resultsOf(chart, intentsOf(connectivity), ipFamily)) {
      expect([ipFamily, id, new Set(results)]).toEqual([ipFamily, id, new Set(['passed'])]);
    }
  }
}

describe('policies of intents', () => {
  test('close what a deny leads to, and open it to what is allowed', () => {
    const chart = chartOf();
    const [web, api, job] = ['web', 'api', 'job'].map((name) => deployment(chart, name));
    const paths = new Connectivity(chart, 'paths');
    paths
      .allow(web as ApiObject, service(chart, 'api').port('http'))
      .deny(job as ApiObject, service(chart, 'web').port());
    paths.deny(web as ApiObject, chart.node.findChild('web-service'));
    const other = new Connectivity(chart, 'others').deny(job as ApiObject, chart.node.findChild('api-service'));
    expect(api).toBeDefined();
    expect(other.toNetworkPolicies()).toHaveLength(1);
    const policies = paths.toNetworkPolicies();
    expect(warnedOf(chart)).toEqual(['#3']);
    expect(policies.map((policy) => [policy.name, specOf(policy)])).toMatchInlineSnapshot(`
     [
       [
         "shop-paths-deployment-shop-api-c8a0631c",
         {
           "ingress": [
             {
               "from": [
                 {
                   "podSelector": {
                     "matchLabels": {
                       "app": "web",
                     },
                   },
                 },
               ],
               "ports": [
                 {
                   "port": 8080,
                   "protocol": "TCP",
                 },
               ],
             },
           ],
           "podSelector": {
             "matchLabels": {
               "app": "api",
             },
           },
           "policyTypes": [
             "Ingress",
           ],
         },
       ],
       [
         "shop-paths-deployment-shop-web-c8ea55df",
         {
           "podSelector": {
             "matchLabels": {
               "app": "web",
             },
           },
           "policyTypes": [
             "Ingress",
           ],
         },
       ],
     ]
    `);
  });

  test('are none where nothing is denied', () => {
    const chart = chartOf();
    deployment(chart, 'api');
    const paths = new Connectivity(chart, 'paths').allow(deployment(chart, 'web'), service(chart, 'api').port());
    expect(paths.toNetworkPolicies()).toEqual([]);
    expectToHold(chart, paths);
  });

  test('open what other policies close, DNS included', () => {
    const chart = chartOf();
    new NetworkPolicy(chart, 'deny', { ingress: [], egress: [] });
    const [web, db] = [deployment(chart, 'web'), deployment(chart, 'db', { namespace: 'data', port: 5432 })];
    const paths = new Connectivity(chart, 'paths')
      .allow(web, service(chart, 'db', { namespace: 'data', targetPort: 'web' }).port())
      .deny(db, service(chart, 'web'));
    const policies = paths.toNetworkPolicies();
    expectToHold(chart, paths);
    expect(policies.map((policy) => policy.metadata.namespace)).toEqual(['shop']);
    expect(specOf(policies[0])).toMatchObject({
      policyTypes: ['Egress'],
      egress: [
        { to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [{ port: 5432 }] },
        { to: [{ podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }], ports: [{ port: 53 }, { port: 53 }] },
      ],
    });
  });

  test('say nothing that other policies say already', () => {
    const chart = chartOf();
    const [web, api] = [deployment(chart, 'web'), deployment(chart, 'api')];
    const job = deployment(chart, 'job');
    new NetworkPolicy(chart, 'api-policy', { podSelector: api, ingress: [{ from: [web] }] });
    const to = service(chart, 'api');
    const paths = new Connectivity(chart, 'paths').allow(web, to.port()).deny(job, to);
    expect(paths.toNetworkPolicies()).toEqual([]);
    expectToHold(chart, paths);
  });

  test('close the Pods that ask, where the outside has to be let in', () => {
    const chart = chartOf();
    const [web, job] = [deployment(chart, 'web'), deployment(chart, 'job')];
    const open = new NodePortService(chart, 'open', {
      selector: { app: 'web' },
      ports: [{ port: 80, targetPort: 8080 }],
    });
    const paths = new Connectivity(chart, 'paths').allow(outside, open.port()).deny(job, open);
    const policies = paths.toNetworkPolicies();
    expect(web).toBeDefined();
    expectToHold(chart, paths);
    expect(policies.map(specOf)).toMatchObject([
      {
        podSelector: { matchLabels: { app: 'job' } },
        policyTypes: ['Egress'],
        egress: [{ ports: [{ port: 53 }, {}] }],
      },
    ]);
  });

  test.each(['Cluster', 'Local'] as const)(
    'let in clients outside, or not, by %s node ports',
    (externalTrafficPolicy) => {
      const chart = chartOf();
      const [web, db] = [deployment(chart, 'web'), deployment(chart, 'db')];
      const props = { externalTrafficPolicy, ports: [{ port: 80, targetPort: 8080 }] } as const;
      const open = new NodePortService(chart, 'open', { selector: { app: 'web' }, ...props });
      const closed = new NodePortService(chart, 'closed', { selector: { app: 'db' }, ...props });
      new NetworkPolicy(chart, 'deny', { ingress: [] });
      const paths = new Connectivity(chart, 'paths')
        .allow(outside, open.port())
        .deny(outside, closed)
        .allow(web, closed);
      paths.toNetworkPolicies();
      expect(db).toBeDefined();
      expect(warnedOf(chart)).toEqual([]);
      const { ['chart']: _, ...results } = Object.fromEntries(resultsOf(chart, intentsOf(paths)));
      expect(Object.values(results).map((each) => [...new Set(each)].sort())).toEqual(
        externalTrafficPolicy === 'Cluster'
          ? [['passed'], ['passed'], ['passed']]
          : [expect.arrayContaining(['passed']) as string[], ['passed'], ['passed']],
      );
    },
  );

  test('let in the Pods of an Ingress controller, if told which', () => {
    const build = (options: PolicyOptions) => {
      const chart = chartOf();
      deployment(chart, 'web');
      const web = service(chart, 'web');
      const ingress = new Ingress(chart, 'ingress', { ingressClassName: 'nginx' });
      ingress.addPath({ host: 'shop.example.com', path: '/', backend: web.port('http') });
      new NetworkPolicy(chart, 'deny', { ingress: [] });
      const paths = new Connectivity(chart, 'paths').allow(outside, ingress.url());
      return { chart, policies: paths.toNetworkPolicies(options) };
    };
    expect(warnedOf(build({}).chart)).toEqual(['#1']);
    const { chart, policies } = build({
      ingressControllers: [{ podSelector: {}, namespaceSelector: 'ingress-nginx' }],
    });
    expect(warnedOf(chart)).toEqual([]);
    expect(policies.map(specOf)).toMatchObject([
      {
        podSelector: { matchLabels: { app: 'web' } },
        ingress: [
          {
            from: [
              {
                podSelector: {},
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } },
              },
            ],
            ports: [{ port: 8080 }],
          },
        ],
      },
    ]);
  });

  test.each<[string, (chart: Chart, web: ApiObject, paths: Connectivity) => unknown]>([
    [
      'a name outside',
      (chart, web, paths) =>
        paths.deny(web, new ExternalNameService(chart, 'out', { externalName: 'example.com', ports: [{ port: 443 }] })),
    ],
    ['a URL outside', (_, web, paths) => paths.deny(web, 'https://example.com/')],
    ['a node', (chart, _, paths) => paths.deny(node('worker'), service(chart, 'web'))],
    ['a Pod and itself', (chart, web, paths) => paths.deny(web, service(chart, 'web'))],
    [
      'a Pod on the network of its host',
      (chart, web, paths) => {
        deployment(chart, 'host', { pod: { hostNetwork: true } });
        return paths.deny(web, service(chart, 'host'));
      },
    ],
    [
      'a Pod on the network of its host, which may be that of the client',
      (chart, web, paths) => {
        deployment(chart, 'host', { pod: { hostNetwork: true } });
        new NetworkPolicy(chart, 'deny', { podSelector: { app: 'web' }, egress: [] });
        return paths.deny(web, service(chart, 'host'));
      },
    ],
    [
      'Pods of the same labels',
      (chart, web, paths) => {
        const twin = deployment(chart, 'twin', { labels: { app: 'web' } });
        deployment(chart, 'api');
        const api = service(chart, 'api');
        return paths.deny(twin, api).allow(web, api.port());
      },
    ],
  ])('warn of a deny that none can hold: %s', (_, declare) => {
    const chart = chartOf();
    const paths = new Connectivity(chart, 'paths');
    declare(chart, deployment(chart, 'web'), paths);
    paths.toNetworkPolicies();
    expect(warnedOf(chart)).toEqual(['#1']);
  });

  test.each<[string, (chart: Chart, host: ApiObject, paths: Connectivity) => unknown]>([
    ['asks', (chart, host, paths) => paths.allow(host, service(chart, 'web'))],
    ['is asked', (chart, _, paths) => paths.allow(chart.node.findChild('web'), service(chart, 'host'))],
  ])('warn where a policy may close a Pod on the network of its host that %s', (_, declare) => {
    const chart = chartOf();
    deployment(chart, 'web');
    const host = deployment(chart, 'host', { pod: { hostNetwork: true } });
    new NetworkPolicy(chart, 'deny', { podSelector: { app: 'host' }, ingress: [], egress: [] });
    const paths = new Connectivity(chart, 'paths');
    declare(chart, host, paths);
    paths.toNetworkPolicies();
    expect(warnedOf(chart)).toEqual(['#1']);
  });

  test('warn of a name outside that opens more than it says', () => {
    const chart = chartOf();
    const web = deployment(chart, 'web');
    new NetworkPolicy(chart, 'deny', { egress: [] });
    const paths = new Connectivity(chart, 'paths').allow(web, 'https://example.com/');
    expect(paths.toNetworkPolicies().map(specOf)).toMatchObject([
      {
        egress: [
          { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }], ports: [{ port: 443 }] },
          { ports: [{ port: 53 }, { port: 53 }] },
        ],
      },
    ]);
    expect(warnedOf(chart)).toEqual(['#1']);
  });

  test('are made once, after all intents', () => {
    const chart = chartOf();
    const paths = new Connectivity(chart, 'paths');
    paths.toNetworkPolicies();
    expect(() => paths.toNetworkPolicies()).toThrow(ConstructError);
    expect(() => paths.deny(outside, service(chart, 'a'))).toThrow(ConstructError);
    expect(() => new Connectivity(chart, 'others').toNetworkPolicies(null as never)).toThrow(ConstructError);
  });
});

interface Network {
  readonly workloads: readonly { labels: Record<string, string>; namespace: string; port: number; pod: object }[];
  readonly services: readonly { labels: Record<string, string>; type: string; local: boolean; named: boolean }[];
  readonly closed: readonly { namespace: string; ingress: boolean; egress: boolean }[];
  readonly intents: readonly { allow: boolean; from: number; to: number }[];
  readonly ipFamily: ClusterIPFamily;
}

const NAMESPACES = ['shop', 'back'];
const { constantFrom: pick, record, array, integer, boolean } = fc;
const labels = fc
  .oneof(record({ app: pick('a', 'b', 'c', 'd') }), record({ app: pick('a', 'b'), tier: pick('x', 'y') }))
  .map((given): Record<string, string> => ({ ...given }));
const network: fc.Arbitrary<Network> = record({
  workloads: array(
    record({
      labels,
      namespace: pick(...NAMESPACES),
      port: pick(8080, 9090),
      pod: fc.oneof({ weight: 8, arbitrary: fc.constant({}) }, pick({ hostNetwork: true }, { dnsPolicy: 'Default' })),
    }),
    { minLength: 2, maxLength: 4 },
  ),
  services: array(
    record({ labels, type: pick('ClusterIP', 'NodePort', 'LoadBalancer'), local: boolean(), named: boolean() }),
    { minLength: 1, maxLength: 3 },
  ),
  closed: array(record({ namespace: pick(...NAMESPACES), ingress: boolean(), egress: boolean() }), { maxLength: 2 }),
  intents: array(record({ allow: boolean(), from: integer({ min: 0, max: 5 }), to: integer({ min: 0, max: 2 }) }), {
    minLength: 1,
    maxLength: 4,
  }),
  ipFamily: pick('ipv4', 'ipv6', 'dual'),
});

/** A chart of a network, and its intents; an intent about everything that a Service serves is once allowed or denied. */
function built({ workloads, services, closed, intents }: Network): { chart: Chart; paths: Connectivity } {
  const chart = chartOf();
  const clients = workloads.map((each, index) => deployment(chart, `w${index}`, each));
  const targets = services.map(({ labels: selector, type, local, named }, index) => {
    const namespace = workloads[index % workloads.length]?.namespace ?? 'shop';
    const ports = [{ name: 'http', port: 80, targetPort: named ? 'web' : 8080 }];
    const props = { metadata: { name: `s${index}`, namespace }, selector, ports };
    const exposed = { ...props, externalTrafficPolicy: local ? ('Local' as const) : ('Cluster' as const) };
    if (type === 'NodePort') return new NodePortService(chart, `s${index}`, exposed);
    if (type === 'LoadBalancer') return new LoadBalancerService(chart, `s${index}`, exposed);
    return new ClusterIPService(chart, `s${index}`, props);
  });
  closed.forEach(({ namespace, ingress, egress }, index) => {
    const rules = { ...(ingress ? { ingress: [] } : {}), ...(egress ? { egress: [] } : {}) };
    if (ingress || egress) {
      new NetworkPolicy(chart, `p${index}`, { metadata: { namespace }, ...(rules as { ingress: [] }) });
    }
  });
  const paths = new Connectivity(chart, 'paths');
  for (const { allow, from, to } of intents) {
    const client = clients[from] ?? (from === 4 ? node('worker') : outside);
    const target = targets[to % targets.length] as ClusterIPService;
    if (allow) paths.allow(client, target);
    else paths.deny(client, target);
  }
  return { chart, paths };
}

describe('in any network', () => {
  const holding = { allow: 0, deny: 0 };

  test('every intent that is not warned of holds, in every reading of the specification', () => {
    fc.assert(
      fc.property(network, (given) => {
        const open = resultsWithout(given);
        const { chart, paths } = built(given);
        paths.toNetworkPolicies();
        const warned = new Set(warnedOf(chart).map((id) => `shop/paths${id}`));
        const results = resultsOf(chart, intentsOf(paths), given.ipFamily);
        for (const { id, expect: wanted } of intentsOf(paths)) {
          if (warned.has(id)) continue;
          for (const [index, result] of (results.get(id) ?? []).entries()) {
            // What works for nobody, policies or not, is not theirs to mend: a Service without Pods, a node without endpoints.
            if (wanted === 'allow' && open.get(id)?.[index] !== 'passed') continue;
            expect([id, wanted, result]).toEqual([id, wanted, 'passed']);
            holding[wanted] += 1;
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('and both kinds of intents were among them', () => {
    expect(holding.allow).toBeGreaterThan(0);
    expect(holding.deny).toBeGreaterThan(0);
  });

  /** The same network with no policy at all. */
  function resultsWithout(given: Network): ReadonlyMap<string, readonly string[]> {
    const { chart, paths } = built({ ...given, closed: [] });
    return resultsOf(chart, intentsOf(paths), given.ipFamily);
  }
});
