import { NetworkModel } from '../../../src/model/network-model';
import { parseManifests } from '../../../src/model/parse-manifests';
import type { Deployed } from '../../../src/probes/deployed';
import { planProbes } from '../../../src/probes/plan/plan';

const workload = (name: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: app, image: app, ports: [{containerPort: 80}]}]}
`;

const NETWORK = [
  workload('client'),
  workload('web'),
  `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: 10.96.1.1, clusterIPs: [10.96.1.1], selector: {app: web}, ports: [{port: 80}]}
`,
  `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed}
spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress]}
`,
].join('---');

/** What is expected of the connection of the client to the Service. */
function expectedWhere(enforcesPolicies: Deployed['enforcesPolicies']) {
  const model = NetworkModel.of(parseManifests(NETWORK));
  const pods = ['client', 'web'].map((name) => ({
    pod: `default/${name}-1`,
    workload: `Deployment/default/${name}`,
    node: 'worker',
    ready: true,
  }));
  const probes = planProbes(model, {
    services: model.services,
    pods,
    nodes: ['worker'],
    clusterDomain: 'cluster.local',
    ...(enforcesPolicies === undefined ? {} : { enforcesPolicies }),
  });
  return probes.find(({ client, row }) => client === 'client' && row === 'web:80')?.expect;
}

describe('a connection that a NetworkPolicy closes', () => {
  test('is expected to be blocked, by its word, where policies have an effect', () => {
    expect(expectedWhere(true)).toMatchObject({ outcome: 'blocked', because: 'NetworkPolicy default/closed' });
    expect(expectedWhere(undefined)).toEqual(expectedWhere(true));
  });

  test('is expected to be open where they have none', () => {
    expect(expectedWhere(false)).toMatchObject({ outcome: 'reached', by: ['default/web-1'] });
  });

  test('is left to the network plugin where nobody knows', () => {
    expect(expectedWhere('unknown')).toMatchObject({ kind: 'open', on: 'the network plugin' });
  });
});
