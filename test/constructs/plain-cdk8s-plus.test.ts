import type { Chart } from 'cdk8s';
import { Testing } from 'cdk8s';
import type { IResource } from 'cdk8s-plus-27';
import * as plus27 from 'cdk8s-plus-27';
import * as plus34 from 'cdk8s-plus-34';
import { acknowledge } from '../../src/constructs/acknowledge';
import { Diagnostics } from '../../src/constructs/diagnostics';

/** What both versions have in common is all that is used here. */
type Plus = typeof plus27;

const VERSIONS: readonly (readonly [string, Plus])[] = [
  ['27', plus27],
  ['34', plus34 as unknown as Plus],
];

interface Bug {
  readonly title: string;
  readonly build: (kplus: Plus, chart: Chart) => void;
  readonly rule: string;
  readonly path: string;
  /** Construct below the chart. Default: `service`. */
  readonly at?: string;
}

const deployment = (kplus: Plus, chart: Chart, id: string, more: object = {}) =>
  new kplus.Deployment(chart, id, { containers: [{ image: 'app', portNumber: 8080 }], ...more });

/** A Service `service` that is right but for what `props` say. */
const service = (props: (kplus: Plus, chart: Chart) => object) => (kplus: Plus, chart: Chart) => {
  const selector = deployment(kplus, chart, 'web');
  new kplus.Service(chart, 'service', { selector, ports: [{ port: 80, targetPort: 8080 }], ...props(kplus, chart) });
};
const withPort = (port: object) => service(() => ({ ports: [port] }));
const nodePort = (kplus: Plus, port: number) => ({
  type: kplus.ServiceType.NODE_PORT,
  ports: [{ port: 80, targetPort: 8080, nodePort: port }],
});
const ingressTo = (props: (kplus: Plus, chart: Chart, web: plus27.Service) => plus27.IngressProps) => {
  return (kplus: Plus, chart: Chart) => {
    const web = deployment(kplus, chart, 'web').exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
    new kplus.Ingress(chart, 'ingress', { className: 'nginx', ...props(kplus, chart, web) });
  };
};
const host = (name: string, path = '/') =>
  ingressTo(({ IngressBackend }, _, web) => ({
    rules: [{ host: name, path, backend: IngressBackend.fromService(web) }],
  }));
const policy = (port: (kplus: Plus) => plus27.NetworkPolicyPort, cidr = '10.0.0.0/8') => {
  return (kplus: Plus, chart: Chart) => {
    const made = new kplus.NetworkPolicy(chart, 'policy', { selector: deployment(kplus, chart, 'web') });
    made.addEgressRule(kplus.NetworkPolicyIpBlock.ipv4(chart, 'block', cidr), [port(kplus)]);
  };
};
const FIRST_PATH = 'spec.rules[0].http.paths[0]';

const BUGS: readonly Bug[] = [
  {
    title: 'port 0',
    build: withPort({ port: 0, targetPort: 8080 }),
    rule: 'service/port-range',
    path: 'spec.ports[0].port',
  },
  {
    title: 'port 70000',
    build: withPort({ port: 70000, targetPort: 8080 }),
    rule: 'service/port-range',
    path: 'spec.ports[0].port',
  },
  {
    title: 'port 80.5',
    build: withPort({ port: 80.5, targetPort: 8080 }),
    rule: 'decode/type',
    path: 'spec.ports[0].port',
  },
  {
    title: 'targetPort 99999',
    build: withPort({ port: 80, targetPort: 99999 }),
    rule: 'service/target-port',
    path: 'spec.ports[0].targetPort',
  },
  {
    title: 'targetPort 0, which is dropped',
    build: withPort({ port: 80, targetPort: 0 }),
    rule: 'links/target-port-undeclared',
    path: 'spec.ports[0].port',
  },
  {
    title: 'no targetPort, and the container has another port',
    build: withPort({ port: 80 }),
    rule: 'links/target-port-undeclared',
    path: 'spec.ports[0].port',
  },
  {
    title: 'targetPort that no container has',
    build: withPort({ port: 80, targetPort: 8081 }),
    rule: 'links/target-port-undeclared',
    path: 'spec.ports[0].targetPort',
  },
  {
    title: 'targetPort by a name that no container has',
    build: withPort({ port: 80, targetPort: 'web' }),
    rule: 'links/target-port-name',
    path: 'spec.ports[0].targetPort',
  },
  {
    title: 'nodePort out of range',
    build: service((kplus) => nodePort(kplus, 80)),
    rule: 'service/node-port-range',
    path: 'spec.ports[0].nodePort',
  },
  {
    title: 'nodePort without NodePort',
    build: withPort({ port: 80, targetPort: 8080, nodePort: 30080 }),
    rule: 'service/node-port-type',
    path: 'spec.ports[0].nodePort',
  },
  {
    title: 'two Services on one nodePort',
    build: (kplus, chart) => {
      const selector = deployment(kplus, chart, 'web');
      new kplus.Service(chart, 'first', { selector, ...nodePort(kplus, 30080) });
      new kplus.Service(chart, 'service', { selector, ...nodePort(kplus, 30080) });
    },
    rule: 'service/node-port-taken',
    path: 'spec.ports[0].nodePort',
  },
  {
    title: 'two ports without names',
    build: service(() => ({
      ports: [
        { port: 80, targetPort: 8080 },
        { port: 81, targetPort: 8080 },
      ],
    })),
    rule: 'service/port-name',
    path: 'spec.ports[0].name',
  },
  {
    title: 'two ports of one name',
    build: service(() => ({
      ports: [
        { name: 'a', port: 80, targetPort: 8080 },
        { name: 'a', port: 81, targetPort: 8080 },
      ],
    })),
    rule: 'service/port-name',
    path: 'spec.ports[1].name',
  },
  {
    title: 'one port twice',
    build: service(() => ({
      ports: [
        { name: 'a', port: 80, targetPort: 8080 },
        { name: 'b', port: 80, targetPort: 8080 },
      ],
    })),
    rule: 'service/port-unique',
    path: 'spec.ports[1]',
  },
  {
    title: 'a bad name of a port',
    build: withPort({ name: 'Web_1', port: 80, targetPort: 8080 }),
    rule: 'service/port-name',
    path: 'spec.ports[0].name',
  },
  {
    title: 'an address that is none',
    build: service(() => ({ clusterIP: '300.1.1.1' })),
    rule: 'service/cluster-ips',
    path: 'spec.clusterIPs[0]',
  },
  {
    title: 'headless with NodePort',
    build: service((kplus) => ({ ...nodePort(kplus, 30080), clusterIP: 'None' })),
    rule: 'service/headless-type',
    path: 'spec.clusterIPs[0]',
  },
  {
    title: 'a bad external IP',
    build: service(() => ({ externalIPs: ['1.2.3'] })),
    rule: 'service/external-ips',
    path: 'spec.externalIPs[0]',
  },
  {
    title: 'a bad source range',
    build: service((kplus) => ({ type: kplus.ServiceType.LOAD_BALANCER, loadBalancerSourceRanges: ['10.0.0.0/40'] })),
    rule: 'service/source-ranges',
    path: 'spec.LoadBalancerSourceRanges[0]',
  },
  {
    title: 'source ranges without a load balancer',
    build: service(() => ({ loadBalancerSourceRanges: ['10.0.0.0/8'] })),
    rule: 'service/source-ranges',
    path: 'spec.LoadBalancerSourceRanges',
  },
  {
    title: 'an address as externalName',
    build: service(() => ({ externalName: '10.0.0.1' })),
    rule: 'links/external-name-address',
    path: 'spec.externalName',
  },
  {
    title: 'ports that an externalName drops',
    build: service(() => ({ externalName: 'db.example.com' })),
    rule: 'links/external-name-ports',
    path: 'spec.ports[0].targetPort',
  },
  {
    title: 'a URL as externalName',
    build: service(() => ({ externalName: 'https://example.com/' })),
    rule: 'service/external-name',
    path: 'spec.externalName',
  },
  {
    title: 'no selector',
    build: (kplus, chart) => new kplus.Service(chart, 'service', { ports: [{ port: 80 }] }),
    rule: 'links/selector-empty',
    path: 'spec.selector',
  },
  {
    title: 'a selector that matches nothing',
    build: (kplus, chart) => {
      deployment(kplus, chart, 'web');
      const selector = kplus.Pods.select(chart, 'pods', { labels: { app: 'nobody' } });
      new kplus.Service(chart, 'service', { selector, ports: [{ port: 80 }] });
    },
    rule: 'links/selector-matches-nothing',
    path: 'spec.selector',
  },
  {
    title: 'a workload in another namespace',
    build: service(() => ({ metadata: { namespace: 'other' } })),
    rule: 'links/selector-matches-nothing',
    path: 'spec.selector',
  },
  {
    title: 'dropped matchExpressions beside labels',
    build: (kplus, chart) => {
      for (const tier of ['front', 'back']) {
        deployment(kplus, chart, tier, { podMetadata: { labels: { app: 'shop', tier } } });
      }
      const expressions = [kplus.LabelExpression.in('tier', ['front'])];
      const selector = kplus.Pods.select(chart, 'pods', { labels: { app: 'shop' }, expressions });
      new kplus.Service(chart, 'service', { selector, ports: [{ port: 80, targetPort: 8080 }] });
    },
    rule: 'practice/selector-expressions',
    path: 'spec.selector',
  },
  {
    title: 'dropped matchExpressions, and nothing else to select by',
    build: (kplus, chart) => {
      const selector = kplus.Pods.select(chart, 'pods', { expressions: [kplus.LabelExpression.exists('tier')] });
      new kplus.Service(chart, 'service', { selector, ports: [{ port: 80 }] });
    },
    rule: 'practice/selector-expressions',
    path: 'spec.selector',
  },
  {
    title: 'a bad label',
    build: service(() => ({ metadata: { labels: { 'a b': 'c' } } })),
    rule: 'metadata/labels',
    path: 'metadata.labels',
  },
  {
    title: 'a bad name',
    build: service(() => ({ metadata: { name: 'Web' } })),
    rule: 'metadata/name',
    path: 'metadata.name',
  },
  {
    title: 'a name of 70 characters',
    build: service(() => ({ metadata: { name: 'w'.repeat(70) } })),
    rule: 'metadata/name',
    path: 'metadata.name',
  },
  {
    title: 'two Services of one name',
    build: (kplus, chart) => {
      const selector = deployment(kplus, chart, 'web');
      for (const id of ['first', 'service']) {
        new kplus.Service(chart, id, { metadata: { name: 'api' }, selector, ports: [{ port: 80, targetPort: 8080 }] });
      }
    },
    rule: 'metadata/unique-name',
    path: 'metadata.name',
  },
  {
    title: 'UDP over a TCP port of the container',
    build: (kplus, chart) =>
      service(() => ({ ports: [{ port: 80, targetPort: 8080, protocol: kplus.Protocol.UDP }] }))(kplus, chart),
    rule: 'links/protocol-mismatch',
    path: 'spec.ports[0].protocol',
  },
  {
    title: 'a StatefulSet with a Service that is not headless',
    build: (kplus, chart) => {
      const web = new kplus.Service(chart, 'service', { ports: [{ port: 80, targetPort: 8080 }] });
      new kplus.StatefulSet(chart, 'db', { service: web, containers: [{ image: 'db', portNumber: 8080 }] });
    },
    rule: 'links/stateful-set-service',
    path: 'spec.serviceName',
    at: 'db',
  },
  {
    title: 'an address as host',
    build: host('10.0.0.1'),
    rule: 'ingress/host',
    path: 'spec.rules[0].host',
    at: 'ingress',
  },
  {
    title: 'a host with a port',
    build: host('a.example.com:8080'),
    rule: 'ingress/host',
    path: 'spec.rules[0].host',
    at: 'ingress',
  },
  {
    title: 'a wildcard in the middle',
    build: host('foo.*.com'),
    rule: 'ingress/host',
    path: 'spec.rules[0].host',
    at: 'ingress',
  },
  {
    title: 'a path with //',
    build: host('a.example.com', '/a//b'),
    rule: 'ingress/path',
    path: `${FIRST_PATH}.path`,
    at: 'ingress',
  },
  {
    title: 'a path with ..',
    build: host('a.example.com', '/a/../b'),
    rule: 'ingress/path',
    path: `${FIRST_PATH}.path`,
    at: 'ingress',
  },
  {
    title: 'a backend in another namespace',
    build: (kplus, chart) => {
      const web = new kplus.Service(chart, 'service', { metadata: { namespace: 'other' }, ports: [{ port: 80 }] });
      const backend = kplus.IngressBackend.fromService(web);
      new kplus.Ingress(chart, 'ingress', { className: 'nginx', rules: [{ path: '/', backend }] });
    },
    rule: 'links/ingress-backend-service',
    path: `${FIRST_PATH}.backend.service.name`,
    at: 'ingress',
  },
  {
    title: 'exposeViaIngress, which forgets the namespace',
    build: (kplus, chart) => {
      const web = deployment(kplus, chart, 'web', { metadata: { namespace: 'b' } });
      web.exposeViaIngress('/', { ports: [{ port: 80, targetPort: 8080 }] });
    },
    rule: 'links/ingress-backend-service',
    path: `${FIRST_PATH}.backend.service.name`,
    at: 'web/Service/Ingress',
  },
  {
    title: 'an ExternalName as backend',
    build: (kplus, chart) => {
      const ports = [{ port: 80 }];
      const web = new kplus.Service(chart, 'service', { externalName: 'www.example.com', ports });
      const backend = kplus.IngressBackend.fromService(web);
      new kplus.Ingress(chart, 'ingress', { className: 'nginx', rules: [{ path: '/', backend }] });
    },
    rule: 'links/external-name-backend',
    path: `${FIRST_PATH}.backend.service.name`,
    at: 'ingress',
  },
  {
    title: 'a backend with UDP only',
    build: (kplus, chart) => {
      const ports = [{ port: 80, targetPort: 8080, protocol: kplus.Protocol.UDP }];
      const web = new kplus.Service(chart, 'service', { ports });
      const backend = kplus.IngressBackend.fromService(web);
      new kplus.Ingress(chart, 'ingress', { className: 'nginx', rules: [{ path: '/', backend }] });
    },
    rule: 'links/ingress-backend-protocol',
    path: `${FIRST_PATH}.backend.service.port`,
    at: 'ingress',
  },
  {
    title: 'a Service as a resource',
    build: ingressTo(({ IngressBackend }, _, web) => ({
      rules: [{ path: '/', backend: IngressBackend.fromResource(web as IResource) }],
    })),
    rule: 'links/ingress-backend-resource',
    path: `${FIRST_PATH}.backend.resource`,
    at: 'ingress',
  },
  {
    title: 'TLS for a host without a rule',
    build: ingressTo(({ IngressBackend, Secret }, chart, web) => ({
      rules: [{ host: 'a.example.com', path: '/', backend: IngressBackend.fromService(web) }],
      tls: [{ hosts: ['b.example.com'], secret: Secret.fromSecretName(chart, 'tls', 'tls') }],
    })),
    rule: 'links/tls-host-uncovered',
    path: 'spec.tls[0].hosts[0]',
    at: 'ingress',
  },
  {
    title: 'no class',
    build: (kplus, chart) => {
      deployment(kplus, chart, 'web').exposeViaIngress('/', { ports: [{ port: 80, targetPort: 8080 }] });
    },
    rule: 'links/ingress-class-missing',
    path: 'spec.ingressClassName',
    at: 'web/Service/Ingress',
  },
  {
    title: 'one host and path in two Ingresses',
    build: (kplus, chart) => {
      for (const id of ['first', 'ingress']) {
        const web = deployment(kplus, chart, `web-${id}`).exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
        const rules = [{ host: 'a.example.com', path: '/', backend: kplus.IngressBackend.fromService(web) }];
        new kplus.Ingress(chart, id, { className: 'nginx', rules });
      }
    },
    rule: 'links/ingress-path-duplicate',
    path: `${FIRST_PATH}.path`,
    at: 'ingress',
  },
  {
    title: 'all ports of TCP, from 0 on',
    build: policy(({ NetworkPolicyPort }) => NetworkPolicyPort.allTcp()),
    rule: 'network-policy/port',
    path: 'spec.egress[0].ports[0].port',
    at: 'policy',
  },
  {
    title: 'a range of ports that ends before it begins',
    build: policy(({ NetworkPolicyPort }) => NetworkPolicyPort.tcpRange(90, 80)),
    rule: 'network-policy/port',
    path: 'spec.egress[0].ports[0].endPort',
    at: 'policy',
  },
  {
    title: 'a CIDR that is none',
    build: policy(({ NetworkPolicyPort }) => NetworkPolicyPort.tcp(80), '999.999.0.0/99'),
    rule: 'network-policy/ip-block',
    path: 'spec.egress[0].to[0].ipBlock.cidr',
    at: 'policy',
  },
  {
    title: 'allowTo, which cuts the names off',
    build: (kplus, chart) => {
      const [web, db] = [deployment(kplus, chart, 'web'), deployment(kplus, chart, 'db')];
      db.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
      web.connections.allowTo(db, { ports: [kplus.NetworkPolicyPort.tcp(8080)] });
    },
    rule: 'links/network-policy-denies-dns',
    path: 'spec.egress',
    at: 'web',
  },
];

describe.each(VERSIONS)('cdk8s-plus-%s without any construct of ours', (_, kplus) => {
  test.each(BUGS.map((bug) => [bug.title, bug] as const))(
    'is told of %s',
    (__, { build, rule, path, at = 'service' }) => {
      const chart = Testing.chart();
      build(kplus, chart);
      Diagnostics.install(chart);
      const found = Diagnostics.of(chart);
      expect(found.map((each) => `${each.rule} ${ownerOf(each.construct)} ${each.path}`)).toContainEqual(
        `${rule} test/${at} ${path}`,
      );
    },
  );

  test('is told nothing where it is right', () => {
    const chart = Testing.chart();
    Diagnostics.install(chart, { external: ['IngressClass/nginx'] });
    const web = deployment(kplus, chart, 'web');
    const ports = [{ port: 80, targetPort: 8080 }];
    const backend = kplus.IngressBackend.fromService(web.exposeViaService({ ports }));
    new kplus.Ingress(chart, 'ingress', { className: 'nginx', rules: [{ host: 'a.example.com', path: '/', backend }] });
    new kplus.Service(chart, 'name', { externalName: 'www.example.com' });
    // Expressions are right where they are not those of a Service.
    const expressions = [kplus.LabelExpression.exists('tier')];
    const clients = kplus.Pods.select(chart, 'clients', { labels: { app: 'client' }, expressions });
    const policy = new kplus.NetworkPolicy(chart, 'policy', { selector: web });
    policy.addIngressRule(clients, [kplus.NetworkPolicyPort.tcp(8080)]);
    policy.addIngressRule(kplus.Namespaces.all(chart, 'everywhere'), [kplus.NetworkPolicyPort.tcp(8080)]);
    const client = deployment(kplus, chart, 'client');
    client.podMetadata.addLabel('app', 'client');
    client.podMetadata.addLabel('tier', 'front');
    const found = Diagnostics.of(chart).filter(({ severity }) => severity !== 'info');
    expect(found.map(({ rule, detail }) => `${rule}: ${detail}`)).toEqual([]);
    expect(() => void Testing.synth(chart)).not.toThrow();
  });

  test('can acknowledge what only the tree shows', () => {
    const chart = Testing.chart();
    const expressions = [kplus.LabelExpression.exists('tier')];
    deployment(kplus, chart, 'web', { podMetadata: { labels: { app: 'web', tier: 'front' } } });
    const selector = kplus.Pods.select(chart, 'pods', { labels: { app: 'web' }, expressions });
    const made = new kplus.Service(chart, 'service', { selector, ports: [{ port: 80, targetPort: 8080 }] });
    expect(Diagnostics.of(chart)).toMatchObject([{ rule: 'practice/selector-expressions' }]);
    acknowledge(made, 'practice/selector-expressions', 'all Pods of the app have a tier');
    expect(Diagnostics.of(chart)).toEqual([]);
  });
});

/** Without the names that cdk8s-plus makes up for its policies. */
function ownerOf(construct = ''): string {
  return construct.replace(/\/Allow(?:In|E)gress.*/, '');
}
