import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus34 from 'cdk8s-plus-34';
import {
  ClusterIPService,
  ConstructError,
  Diagnostics,
  ExternalNameService,
  HeadlessService,
  NetworkPolicy,
} from '../../../src';

let chart: Chart;

beforeEach(() => {
  chart = new Chart(Testing.app(), 'test', { namespace: 'shop' });
});

const specOf = (object: { toJson(): unknown }) => (object.toJson() as { spec: unknown }).spec;

const service = (id: string, namespace = 'shop', targetPort: number | string = 8080) =>
  new ClusterIPService(chart, id, {
    metadata: { name: id, namespace },
    selector: { app: id },
    ports: [
      { name: 'http', port: 80, targetPort },
      { name: 'dns', port: 53, protocol: 'UDP' },
    ],
  });

const METADATA_NAME = 'kubernetes.io/metadata.name';
const inNamespace = (name: string) => ({ matchLabels: { [METADATA_NAME]: name } });

describe('a NetworkPolicy', () => {
  test('closes what it speaks of, and nothing else', () => {
    const types = (props: { ingress?: []; egress?: [] }) =>
      specOf(new NetworkPolicy(chart, JSON.stringify(props), props as { ingress: [] }));
    expect(types({ ingress: [] })).toEqual({ podSelector: {}, policyTypes: ['Ingress'] });
    expect(types({ egress: [] })).toEqual({ podSelector: {}, policyTypes: ['Egress'] });
    expect(types({ ingress: [], egress: [] })).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  test('has the port that a port of a Service leads to in the Pods, by number or by name', () => {
    const [numbered, named] = [service('api'), service('web', 'shop', 'web')];
    const headless = new HeadlessService(chart, 'headless', { selector: { app: 'db' }, ports: [{ port: 5432 }] });
    const policy = new NetworkPolicy(chart, 'policy', {
      ingress: [{ ports: [numbered.port('http'), numbered.port('dns'), named.port('http'), headless.port()] }],
    });
    expect(specOf(policy)).toMatchObject({
      ingress: [
        {
          ports: [
            { protocol: 'TCP', port: 8080 },
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 'web' },
            { protocol: 'TCP', port: 5432 },
          ],
        },
      ],
    });
  });

  test('has ports of Pods by number, in a row, by name, and all of a protocol', () => {
    const policy = new NetworkPolicy(chart, 'policy', {
      egress: [
        {
          ports: [
            { containerPort: 8080 },
            { containerPort: 9000, endPort: 9010, protocol: 'SCTP' },
            { containerPort: 'http' },
            { protocol: 'UDP' },
          ],
        },
      ],
    });
    expect(specOf(policy)).toMatchObject({
      egress: [{ ports: [{ port: 8080 }, { port: 9000, endPort: 9010 }, { port: 'http' }, { protocol: 'UDP' }] }],
    });
  });

  test('lets in Pods of Services, wherever they are', () => {
    const policy = new NetworkPolicy(chart, 'policy', {
      podSelector: service('api'),
      ingress: [{ from: [service('web'), service('far', 'back')] }],
    });
    expect(specOf(policy)).toEqual({
      podSelector: { matchLabels: { app: 'api' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            { podSelector: { matchLabels: { app: 'web' } } },
            { podSelector: { matchLabels: { app: 'far' } }, namespaceSelector: inNamespace('back') },
          ],
        },
      ],
    });
  });

  test('knows labels that a Service gets later on', () => {
    const db = new HeadlessService(chart, 'db', { selector: { app: 'db' }, ports: [{ port: 5432 }] });
    const policy = new NetworkPolicy(chart, 'policy', { podSelector: db, ingress: [] });
    db.select({ tier: 'data' });
    expect(specOf(policy)).toMatchObject({ podSelector: { matchLabels: { app: 'db', tier: 'data' } } });
  });

  test('says in one peer what holds together, and in several what are alternatives', () => {
    const policy = new NetworkPolicy(chart, 'policy', {
      ingress: [
        {
          from: [
            { podSelector: { app: 'web' }, namespaceSelector: ['front', 'edge'] },
            { podSelector: {}, namespaceSelector: { team: 'a' } },
            { podSelector: { matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, namespaceSelector: {} },
            { podSelector: { app: 'own' }, namespaceSelector: 'shop' },
            { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
          ],
        },
      ],
    });
    expect(specOf(policy)).toMatchObject({
      ingress: [
        {
          from: [
            {
              podSelector: { matchLabels: { app: 'web' } },
              namespaceSelector: {
                matchExpressions: [{ key: METADATA_NAME, operator: 'In', values: ['front', 'edge'] }],
              },
            },
            { podSelector: {}, namespaceSelector: { matchLabels: { team: 'a' } } },
            { podSelector: { matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, namespaceSelector: {} },
            { podSelector: { matchLabels: { app: 'own' } }, namespaceSelector: inNamespace('shop') },
            { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
          ],
        },
      ],
    });
  });

  test('takes a port of a Service for a rule about what goes out, and asks the Pods of the DNS server', () => {
    const policy = new NetworkPolicy(chart, 'policy', { egress: [service('db', 'data').port('http')] }).allowDns();
    const dns = {
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      namespaceSelector: inNamespace('kube-system'),
    };
    expect(specOf(policy)).toEqual({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ podSelector: { matchLabels: { app: 'db' } }, namespaceSelector: inNamespace('data') }],
          ports: [{ protocol: 'TCP', port: 8080 }],
        },
        {
          to: [dns],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    });
  });

  test('asks a DNS server elsewhere, if told where', () => {
    const policy = new NetworkPolicy(chart, 'policy', { egress: [] }).allowDns({
      to: [{ podSelector: {}, namespaceSelector: 'openshift-dns' }],
      containerPort: 5353,
    });
    expect(specOf(policy)).toMatchObject({
      egress: [{ to: [{ namespaceSelector: inNamespace('openshift-dns') }], ports: [{ port: 5353 }, { port: 5353 }] }],
    });
  });

  test('adds rules to directions that it speaks of', () => {
    const policy = new NetworkPolicy(chart, 'policy', { ingress: [], egress: [] })
      .addIngress({ from: [{ podSelector: { app: 'a' } }] })
      .addEgress({ ports: [{ containerPort: 443 }] });
    expect(specOf(policy)).toMatchObject({ ingress: [{ from: [{}] }], egress: [{ ports: [{ port: 443 }] }] });
  });

  test('is accepted by the API server', () => {
    new NetworkPolicy(chart, 'policy', {
      podSelector: service('api'),
      ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [service('b').port('http')] }],
      egress: [service('c').port('http'), { to: [{ podSelector: {}, namespaceSelector: {} }] }],
    }).allowDns();
    expect(Diagnostics.of(chart).filter(({ source }) => source === 'apiserver')).toEqual([]);
  });
});

describe.each([
  ['27', plus27],
  ['34', plus34 as unknown as typeof plus27],
])('of cdk8s-plus %s', (_, kplus) => {
  const deployment = (id: string, namespace = 'shop') =>
    new kplus.Deployment(chart, id, { metadata: { namespace }, containers: [{ image: 'app', portNumber: 8080 }] });

  test('workloads, Services, Pods and namespaces are peers', () => {
    const own = deployment('own');
    const far = deployment('far', 'back');
    const from = [
      own,
      far,
      new kplus.Service(chart, 'service', { selector: own, ports: [{ port: 80 }] }),
      kplus.Pods.select(chart, 'pods', {
        labels: { app: 'x' },
        namespaces: kplus.Namespaces.select(chart, 'spaces', { labels: { team: 'a' } }),
      }),
      { podSelector: {}, namespaceSelector: new kplus.Namespace(chart, 'space', { metadata: { name: 'space' } }) },
    ];
    const policy = new NetworkPolicy(chart, 'policy', { podSelector: own, ingress: [{ from }] });
    const address = (of: plus27.Deployment) => ({ matchLabels: Object.fromEntries([addressOf(of)]) });
    expect(specOf(policy)).toMatchObject({
      podSelector: address(own),
      ingress: [
        {
          from: [
            { podSelector: address(own) },
            { podSelector: address(far), namespaceSelector: inNamespace('back') },
            { podSelector: address(own) },
            { podSelector: { matchLabels: { app: 'x' } }, namespaceSelector: { matchLabels: { team: 'a' } } },
            { podSelector: {}, namespaceSelector: inNamespace('space') },
          ],
        },
      ],
    });
  });

  test('a workload of another namespace cannot be what a policy is about', () => {
    const far = deployment('far', 'back');
    expect(() => new NetworkPolicy(chart, 'policy', { podSelector: far, ingress: [] })).toThrow(ConstructError);
  });
});

test('a workload that is a plain object counts by what it selects, else by the labels of its Pods', () => {
  const template = { metadata: { labels: { app: 'a', version: '1' } }, spec: { containers: [] } };
  const spec = { selector: { matchLabels: { app: 'a' } }, template };
  const from = [
    new ApiObject(chart, 'a', { apiVersion: 'apps/v1', kind: 'Deployment', spec }),
    new ApiObject(chart, 'b', { apiVersion: 'batch/v1', kind: 'Job', spec: { template } }),
    new ApiObject(chart, 'c', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { labels: { app: 'c' } },
      spec: template.spec,
    }),
  ];
  expect(specOf(new NetworkPolicy(chart, 'policy', { ingress: [{ from }] }))).toMatchObject({
    ingress: [
      {
        from: [
          { podSelector: { matchLabels: { app: 'a' } } },
          { podSelector: { matchLabels: { app: 'a', version: '1' } } },
          { podSelector: { matchLabels: { app: 'c' } } },
        ],
      },
    ],
  });
});

describe('what no policy can say is refused, and leaves nothing behind', () => {
  const external = () => new ExternalNameService(chart, 'external', { externalName: 'example.com' });
  const byHand = () => new ClusterIPService(chart, 'by-hand', { ports: [{ port: 80 }] });
  const secret = () => new ApiObject(chart, 'secret', { apiVersion: 'v1', kind: 'Secret' });
  type Props = ConstructorParameters<typeof NetworkPolicy>[2];
  const from = (peer: unknown) => ({ ingress: [{ from: [peer] }] });
  const ports = (port: unknown) => ({ ingress: [{ ports: [port] }] });

  test.each<[string, () => unknown, string]>([
    ['neither direction', () => ({ podSelector: { app: 'a' } }), 'props'],
    ['no properties', () => undefined, 'props'],
    ['types', () => ({ ingress: [], policyTypes: ['Egress'] }), 'policyTypes'],
    ['a text for Pods', () => ({ podSelector: 'web', ingress: [] }), 'spec.podSelector'],
    ['numbers in labels', () => ({ podSelector: { app: 1 }, ingress: [] }), 'spec.podSelector'],
    ['a Secret for Pods', () => ({ podSelector: secret(), ingress: [] }), 'spec.podSelector'],
    ['an ExternalName Service', () => from(external()), 'spec.ingress[0].from[0]'],
    ['a Service without selector', () => from(byHand()), 'spec.ingress[0].from[0]'],
    ['namespaces without Pods', () => from({ namespaceSelector: 'a' }), 'spec.ingress[0].from[0]'],
    ['labels alone', () => from({ app: 'a' }), 'spec.ingress[0].from[0]'],
    ['Pods and a block', () => from({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }), 'spec.ingress[0].from[0]'],
    ['a block that is a text', () => from({ ipBlock: '10.0.0.0/8' }), 'spec.ingress[0].from[0]'],
    ['an exception that is a text', () => from({ ipBlock: { cidr: 'x', except: 'y' } }), 'spec.ingress[0].from[0]'],
    ['an unknown field of a peer', () => from({ podSelector: {}, namespace: 'a' }), 'spec.ingress[0].from[0]'],
    [
      'an empty name',
      () => from({ podSelector: {}, namespaceSelector: '' }),
      'spec.ingress[0].from[0].namespaceSelector',
    ],
    ['no names', () => from({ podSelector: {}, namespaceSelector: [] }), 'spec.ingress[0].from[0].namespaceSelector'],
    [
      'a Secret for a namespace',
      () => from({ podSelector: {}, namespaceSelector: secret() }),
      'spec.ingress[0].from[0].namespaceSelector',
    ],
    [
      'another namespace for Pods of a Service',
      () => from({ podSelector: service('a'), namespaceSelector: 'b' }),
      'spec.ingress[0].from[0].namespaceSelector',
    ],
    ['a number for a port', () => ports(80), 'spec.ingress[0].ports[0]'],
    ['the port of a Service by number', () => ports({ port: 80 }), 'spec.ingress[0].ports[0]'],
    ['no port', () => ports({}), 'spec.ingress[0].ports[0]'],
    ['a row of names', () => ports({ containerPort: 'a', endPort: 90 }), 'spec.ingress[0].ports[0]'],
    ['nobody in a list', () => ({ ingress: [{ from: [] }] }), 'spec.ingress[0].from'],
    ['no port in a list', () => ({ egress: [{ ports: [] }] }), 'spec.egress[0].ports'],
    ['from in egress', () => ({ egress: [{ from: [{ podSelector: {} }] }] }), 'spec.egress[0].from'],
    ['a rule that is a text', () => ({ egress: ['all'] }), 'spec.egress[0]'],
  ])('%s', (_, props, field) => {
    const given = props() as Props;
    const before = chart.node.children.length;
    let error: unknown;
    try {
      new NetworkPolicy(chart, 'policy', given);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ConstructError);
    expect(error).toMatchObject({ construct: 'test/policy', misuse: { field } });
    expect(chart.node.children).toHaveLength(before);
  });

  test.each([
    ['addIngress()', (policy: NetworkPolicy) => policy.addIngress({}), { egress: [] }],
    ['addEgress()', (policy: NetworkPolicy) => policy.addEgress({}), { ingress: [] }],
    ['allowDns()', (policy: NetworkPolicy) => policy.allowDns(), { ingress: [] }],
  ])('%s where the policy does not speak of that direction', (field, add, props) => {
    const policy = new NetworkPolicy(chart, 'policy', props);
    expect(() => add(policy)).toThrow(ConstructError);
    expect(() => add(policy)).toThrow(field.replace('()', ''));
  });
});

function addressOf(deployment: plus27.Deployment): [string, string] {
  const { spec } = (deployment.node.defaultChild as ApiObject).toJson() as {
    spec: { selector: { matchLabels: Record<string, string> } };
  };
  return Object.entries(spec.selector.matchLabels)[0] as [string, string];
}

test('a chart without namespace is that of the cluster options', () => {
  const app = new App();
  const plain = new Chart(app, 'plain');
  const api = new ClusterIPService(plain, 'api', {
    metadata: { namespace: 'default' },
    selector: { app: 'api' },
    ports: [{ port: 80 }],
  });
  const policy = new NetworkPolicy(plain, 'policy', { podSelector: api, ingress: [{ from: [api] }] });
  expect(specOf(policy)).toMatchObject({ ingress: [{ from: [{ podSelector: { matchLabels: { app: 'api' } } }] }] });
});
