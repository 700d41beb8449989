import { Cluster } from '../../src/dataplane/cluster';
import { DEFAULT_NODES } from '../../src/dataplane/cluster-config';
import { deployedPods } from '../../src/dataplane/pods/deployed-pods';
import { simulate } from '../../src/dataplane/simulation/simulate';
import type { Manifest } from '../../src/model/manifest';
import { NetworkModel } from '../../src/model/network-model';
import { parseManifests } from '../../src/model/parse-manifests';
import { judge } from '../../src/probes/judge';
import { planProbes } from '../../src/probes/plan/plan';
import { addressIn } from '../../src/terms/ip';

const pod = (name: string, labels: string, port = 8080) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { ${labels} } }
spec: { containers: [{ name: main, image: main, ports: [{ containerPort: ${port} }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { ipFamilyPolicy: PreferDualStack, selector: { ${labels} }, ports: [{ port: 80, targetPort: ${port} }] }
---`;
const policy = (name: string, spec: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
---`;

const MANIFESTS = parseManifests(
  [
    pod('web', 'app: web'),
    pod('db', 'app: db'),
    pod('log', 'app: log'),
    pod('free', 'app: free'),
    policy(
      'db',
      '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: other } }, podSelector: { matchLabels: { app: web } } }, { ipBlock: { cidr: 10.0.0.0/8, except: [10.244.0.0/16] } }, { podSelector: { matchLabels: { app: log } } }], ports: [{ port: 8080 }] }] }',
    ),
    policy(
      'log',
      '{ podSelector: { matchLabels: { app: log } }, policyTypes: [Egress], egress: [{ ports: [{ port: 53, protocol: UDP }] }, { to: [{ podSelector: { matchLabels: { app: db } } }], ports: [{ port: 8080 }] }] }',
    ),
    policy('web', '{ podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: 80 }] }] }'),
    pod('six', 'app: six'),
    policy(
      'six',
      '{ podSelector: { matchLabels: { app: six } }, ingress: [{ from: [{ ipBlock: { cidr: "fd00:10:244::/56" } }], ports: [{ port: 8080, endPort: 8081 }] }] }',
    ),
  ].join('\n'),
);

type Json = Record<string, unknown>;

/** A dataplane that reads policies wrongly: `change` is what it makes of a spec. */
interface Saboteur {
  readonly name: string;
  readonly change: (spec: Json) => Json;
  /** Subject, row and client of the probe that notices. */
  readonly caughtBy: readonly [subject: string, row: string, client: string];
}

const ruleWith = (change: (rule: Json) => Json) => (spec: Json) => ({
  ...spec,
  ...(Array.isArray(spec.ingress) ? { ingress: (spec.ingress as Json[]).map(change) } : {}),
  ...(Array.isArray(spec.egress) ? { egress: (spec.egress as Json[]).map(change) } : {}),
});
const peerWith = (change: (peer: Json) => readonly Json[]) =>
  ruleWith((rule) => ({
    ...rule,
    ...(Array.isArray(rule.from) ? { from: (rule.from as Json[]).flatMap(change) } : {}),
    ...(Array.isArray(rule.to) ? { to: (rule.to as Json[]).flatMap(change) } : {}),
  }));

const SABOTEURS: readonly Saboteur[] = [
  {
    name: 'ignores egress',
    change: (spec) => (Array.isArray(spec.policyTypes) ? { podSelector: NOBODY } : spec),
    caughtBy: ['ClusterIP shop/free', 'free:80 over IPv4', 'shop/log'],
  },
  {
    name: 'ORs what is ANDed',
    change: peerWith(({ namespaceSelector, podSelector, ...rest }) =>
      namespaceSelector === undefined || podSelector === undefined
        ? [{ ...rest, ...(podSelector === undefined ? {} : { podSelector }) }]
        : [{ namespaceSelector }, { podSelector }],
    ),
    caughtBy: ['ClusterIP shop/db', 'db:80 over IPv4', 'shop/web'],
  },
  {
    name: 'reads the port of the Service',
    change: ruleWith((rule) => (Array.isArray(rule.from) ? rule : { ...rule, ports: [{ port: 8080 }] })),
    caughtBy: ['ClusterIP shop/web', 'web:80 over IPv4', 'shop/db'],
  },
  {
    name: 'forgets except',
    change: peerWith((peer) => [peer.ipBlock === undefined ? peer : { ipBlock: { cidr: '10.0.0.0/8' } }]),
    caughtBy: ['ClusterIP shop/db', 'db:80 over IPv4', 'shop/web'],
  },
  {
    name: 'forgets that policies add up',
    change: (spec) => ({ ...spec, ingress: [] }),
    caughtBy: ['ClusterIP shop/db', 'db:80 over IPv4', 'shop/log'],
  },
  {
    name: 'denies DNS',
    change: ruleWith((rule) => (JSON.stringify(rule).includes('53') ? { to: [{ podSelector: NOBODY }] } : rule)),
    caughtBy: ['ClusterIP shop/db', 'DNS A db', 'shop/log'],
  },
  {
    name: 'forgets IPv6',
    change: peerWith((peer) => (JSON.stringify(peer).includes('::') ? [{ podSelector: NOBODY }] : [peer])),
    caughtBy: ['ClusterIP shop/six', 'six:80 over IPv6', 'shop/web'],
  },
  {
    name: 'takes a block of one family for one of both',
    change: peerWith((peer) =>
      JSON.stringify(peer).includes('::') ? [peer, { ipBlock: { cidr: '0.0.0.0/0' } }] : [peer],
    ),
    caughtBy: ['ClusterIP shop/six', 'six:80 over IPv4', 'shop/web'],
  },
  {
    name: 'reads a range as another port',
    change: ruleWith((rule) =>
      JSON.stringify(rule).includes('endPort') ? { ...rule, ports: [{ port: 8079 }] } : rule,
    ),
    caughtBy: ['ClusterIP shop/six', 'six:80 over IPv6', 'shop/web'],
  },
  {
    name: 'takes policies of both directions for one of ingress',
    change: (spec) => (Array.isArray(spec.policyTypes) ? { ...spec, policyTypes: ['Ingress'] } : spec),
    caughtBy: ['ClusterIP shop/free', 'free:80 over IPv4', 'shop/log'],
  },
  {
    name: 'enforces nothing',
    change: () => ({ podSelector: NOBODY }),
    caughtBy: ['ClusterIP shop/db', 'db:80 over IPv4', 'shop/web'],
  },
];

const NOBODY = { matchLabels: { nobody: 'is' } };

function resultOf(change: (spec: Json) => Json, [subject, row, client]: Saboteur['caughtBy']): string {
  const cluster = new Cluster({ nodes: DEFAULT_NODES, ipFamily: 'dual' });
  cluster.apply(
    MANIFESTS.map((manifest): Manifest =>
      manifest.kind === 'NetworkPolicy' ? { ...manifest, spec: change(manifest.spec as Json) } : manifest,
    ),
  );
  const deployed = {
    services: cluster.services,
    pods: deployedPods(cluster),
    clusterDomain: 'cluster.local',
    nodes: [...cluster.nodes.keys()],
    ipFamilies: cluster.families,
    addressOf: (...[from, family]: Parameters<NonNullable<Parameters<typeof planProbes>[1]['addressOf']>>) =>
      addressIn(cluster.addressesOf(from), family),
  };
  const probe = planProbes(NetworkModel.of(MANIFESTS), deployed).find(
    (one) => one.subject === subject && one.row === row && one.client === client,
  );
  if (probe === undefined) throw new Error(`the plan has no probe ${subject}, ${row}, ${client}`);
  return judge(probe.expect, simulate(cluster, probe)).result;
}

test.each(SABOTEURS.map((saboteur) => [saboteur.name, saboteur] as const))(
  'a dataplane that %s is caught, and one that does not is not',
  (_, { change, caughtBy }) => {
    expect(resultOf((spec) => spec, caughtBy)).toBe('passed');
    expect(resultOf(change, caughtBy)).toBe('failed');
  },
);
