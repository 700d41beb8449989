import { join } from 'node:path';
import { deployedIn } from '../../../src/dataplane/deployed';
import { simulate, Simulation } from '../../../src/dataplane/simulation/simulate';
import { planProbes } from '../../../src/probes/plan/plan';
import type { Topology } from '../../fixtures/reach/recordings';
import { readRecordings } from '../../fixtures/reach/recordings';
import { readTopologies } from '../../fixtures/topologies/topologies';
import { deploy } from '../replay';

const FIXTURES = join(__dirname, '../../fixtures');
const topologies: Readonly<Record<string, Topology>> = {
  ...readTopologies(),
  ...readRecordings(join(FIXTURES, 'dual')).topologies,
};

/** Pods may ask each other anything, and DNS at an address of Services, which may not mean the server behind it. */
const MAY_NOT_RESOLVE = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: web, ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress: [{to: [{podSelector: {}}]}, {to: [{ipBlock: {cidr: 10.96.0.0/12}}], ports: [{port: 53, protocol: UDP}]}]
`;

describe('a simulation of many probes', () => {
  test.each(Object.entries(topologies))('says of those of %s what each of them would find alone', (_, topology) => {
    const [cluster, other] = [deploy(topology, 'iptables'), deploy(topology, 'iptables')];
    const plan = planProbes(cluster.model, deployedIn(cluster)).filter(({ unsent }) => unsent === undefined);
    const simulation = new Simulation(cluster);
    const wrong = plan.filter((probe) => {
      const [together, alone] = [simulation.verdictOn(probe), simulate(other, probe)];
      return JSON.stringify(together) !== JSON.stringify(alone);
    });
    expect(wrong.map(({ row, client }) => `${row} of ${client}`)).toEqual([]);
  });

  test('does not take an address for a name that may not resolve', () => {
    const cluster = deploy({ manifests: MAY_NOT_RESOLVE }, 'iptables');
    const simulation = new Simulation(cluster);
    const [pod = ''] = cluster.pods.keys();
    const to = (host: string) => ({ kind: 'transport', protocol: 'tcp', host, port: 80 }) as const;
    expect(simulation.verdictOn({ from: { pod }, to: to('web') }).kind).toBe('depends');
    expect(simulation.verdictOn({ from: { pod }, to: to('${clusterIP:default/web}') }).kind).toBe('connection');
  });

  test('tells what keeps a connection away without trying it again', () => {
    const [topology = { manifests: '' }] = Object.values(readRecordings(join(FIXTURES, 'netpol')).topologies);
    const cluster = deploy(topology, 'iptables');
    const connect = vi.spyOn(cluster, 'connect');
    const simulation = new Simulation(cluster);
    const plan = planProbes(cluster.model, deployedIn(cluster));
    const denied = plan.find((probe) => probe.to.kind === 'transport' && simulation.denialsOf(probe).length > 0);
    const tries = connect.mock.calls.length;
    expect(denied).toBeDefined();
    expect(denied === undefined ? undefined : simulation.verdictOn(denied)).toMatchObject({ outcome: 'timedOut' });
    expect(connect.mock.calls).toHaveLength(tries);
  });
});
