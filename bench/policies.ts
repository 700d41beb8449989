/**
 * NetworkPolicies: CPU of `check`, of deploying and of 1,000 probes, on five Pods a policy, and of the probes alone among
 * more and more policies that select neither end. Exits with 1 when something grows faster than the bound.
 *
 *   nice npx ts-node --transpile-only bench/policies.ts
 */
import { Cluster } from '../src/dataplane/cluster';
import { DEFAULT_NODES } from '../src/dataplane/cluster-config';
import { simulate } from '../src/dataplane/simulation/simulate';
import type { Manifest } from '../src/model/manifest';
import type { Probe } from '../src/probes/probe';
import { checkManifests } from '../src/rules/check-manifests';
import { cpuOf, exponentOf } from './measure';

const POLICIES = [250, 500, 1_000, 2_000];
const PODS_PER_POLICY = 5;
const PODS_PER_NODE = 100;
const PER_NAMESPACE = 20;
const PROBES = 1_000;
const MAX_EXPONENT = 1.1;
const OPTIONS = { serviceClusterIPRange: ['10.64.0.0/12'] };

const rows = POLICIES.map((policies) => {
  const manifests = networkOf(policies);
  const check = cpuOf(() => checkManifests(manifests, OPTIONS));
  const nodes = Array.from({ length: Math.ceil((policies * PODS_PER_POLICY) / PODS_PER_NODE) }, (_, index) => {
    return { ...DEFAULT_NODES[1], name: `worker-${index}` };
  });
  const cluster = new Cluster({ ...OPTIONS, nodes, networkPolicies: 'spec' });
  const deploy = cpuOf(() => cluster.apply(manifests));
  const probes = cpuOf(() => ask(cluster, policies));
  return { policies, Pods: policies * PODS_PER_POLICY, check, deploy, [`${PROBES} probes`]: probes };
});
console.table(rows);
const growth = Object.fromEntries(
  ['check', 'deploy', `${PROBES} probes`].map((step) => [
    step,
    exponentOf(rows.map((row) => ({ size: row.policies, seconds: (row as Record<string, number>)[step] ?? 0 }))),
  ]),
);
console.log('growth with policies:', growth);

const others = [0, ...POLICIES].map((count) => {
  const cluster = new Cluster({ ...OPTIONS, nodes: DEFAULT_NODES, networkPolicies: 'spec' });
  cluster.apply([...networkOf(PER_NAMESPACE), ...strangers(count)]);
  ask(cluster, PER_NAMESPACE);
  return { 'policies that select neither end': count, [`${PROBES} probes`]: cpuOf(() => ask(cluster, PER_NAMESPACE)) };
});
console.table(others);
process.exitCode = Object.values(growth).some((exponent) => exponent > MAX_EXPONENT) ? 1 : 0;

/** Applications of one Deployment, Service and policy each: those of a namespace may ask each other on their port. */
function networkOf(policies: number): readonly Manifest[] {
  return Array.from({ length: policies }, (_, index): readonly Manifest[] => {
    const namespace = namespaceOf(index);
    const metadata = { name: nameOf(index), namespace };
    const labels = { app: nameOf(index), tier: `t${index % 3}` };
    const container = { name: 'app', image: 'app', ports: [{ name: 'http', containerPort: 8080 }] };
    return [
      ...(index % PER_NAMESPACE === 0 ? [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }] : []),
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
        spec: {
          replicas: PODS_PER_POLICY,
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: { containers: [container] } },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata,
        spec: { selector: { app: nameOf(index) }, ports: [{ port: 80, targetPort: 'http' }] },
      },
      policyOf(metadata, { app: nameOf(index) }, [{ podSelector: { matchLabels: { tier: 't0' } } }]),
    ];
  }).flat();
}

/** Policies for Pods that there are not, in the namespaces of those that there are. */
function strangers(count: number): readonly Manifest[] {
  return Array.from({ length: count }, (_, index) => {
    const metadata = { name: `other-${index}`, namespace: namespaceOf(0) };
    return policyOf(metadata, { app: `other-${index}` }, [{ ipBlock: { cidr: '203.0.113.0/24' } }]);
  });
}

function policyOf(metadata: object, matchLabels: object, from: readonly object[]): Manifest {
  const spec = { podSelector: { matchLabels }, ingress: [{ from, ports: [{ port: 'http' }] }] };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec };
}

function ask(cluster: Cluster, policies: number): void {
  const pods = [...cluster.pods.values()].filter(({ namespace }) => namespace.startsWith('team-'));
  for (let index = 0; index < PROBES; index++) {
    const { key } = pods[(index * 7919) % pods.length] ?? { key: '' };
    const [namespace = ''] = key.split('/');
    const first = Number(namespace.slice('team-'.length)) * PER_NAMESPACE;
    const host = nameOf(Math.min(first + (index % PER_NAMESPACE), policies - 1));
    const probe: Probe = {
      id: String(index),
      from: { pod: key },
      to: { kind: 'transport', protocol: 'tcp', host, port: 80 },
    };
    simulate(cluster, probe);
  }
}

function nameOf(index: number): string {
  return `app-${index}`;
}

function namespaceOf(index: number): string {
  return `team-${Math.floor(index / PER_NAMESPACE)}`;
}
