import * as fc from 'fast-check';
import type { Cluster } from '../../src/dataplane/cluster';
import { DEFAULT_NODES } from '../../src/dataplane/cluster-config';
import { deployedIn } from '../../src/dataplane/deployed';
import { simulate } from '../../src/dataplane/simulation/simulate';
import { diff } from '../../src/diff/diff';
import type { ReachChange } from '../../src/diff/difference';
import { clusterFor } from '../../src/explain/cluster-for';
import type { Manifest } from '../../src/model/manifest';
import type { PlannedProbe } from '../../src/probes/expectation';
import { outcomeOf } from '../../src/probes/kinds/kinds';
import { planProbes } from '../../src/probes/plan/plan';

/** What one Service may be like. */
interface Knobs {
  readonly exists: boolean;
  readonly app: 'a' | 'b' | 'nobody';
  readonly port: number;
  readonly targetPort: number | string;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  readonly families: 1 | 2;
}

const knobs = fc.record<Knobs>({
  exists: fc.boolean(),
  app: fc.constantFrom('a', 'b', 'nobody'),
  port: fc.constantFrom(80, 81),
  targetPort: fc.constantFrom(8080, 9090, 'http'),
  type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer'),
  families: fc.constantFrom(1, 2),
});

const side = fc.record({
  services: fc.tuple(knobs, knobs),
  ready: fc.boolean(),
  host: fc.constantFrom('x.example.com', 'y.example.com'),
  path: fc.constantFrom('/', '/shop'),
  backend: fc.constantFrom('s0', 's1'),
  ingress: fc.constantFrom('one', 'other'),
  policy: fc.option(
    fc.record({
      of: fc.constantFrom('a', 'b'),
      direction: fc.constantFrom('Ingress' as const, 'Egress' as const),
      peer: fc.constantFrom('a', 'b', 'nobody'),
      port: fc.constantFrom(8080, 9090),
    }),
  ),
});

type Edited = typeof side extends fc.Arbitrary<infer T> ? T : never;

function manifestsOf({ services, ready, host, path, backend, ingress, policy }: Edited): readonly Manifest[] {
  const workloads = (['a', 'b'] as const).map((app) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app },
    spec: {
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels: { app } },
        spec: {
          containers: [
            {
              name: 'main',
              image: 'x',
              ports: [{ name: 'http', containerPort: 8080 }],
              ...(app === 'a' && !ready ? { readinessProbe: { tcpSocket: { port: 1 } } } : {}),
            },
          ],
        },
      },
    },
  }));
  const made = services.flatMap(({ exists, app, port, targetPort, type, families }, index) =>
    exists
      ? [
          {
            apiVersion: 'v1',
            kind: 'Service',
            metadata: { name: `s${index}` },
            spec: {
              type,
              ipFamilyPolicy: families === 2 ? 'RequireDualStack' : 'SingleStack',
              ipFamilies: families === 2 ? ['IPv4', 'IPv6'] : ['IPv4'],
              selector: { app },
              ports: [{ port, targetPort, ...(type === 'ClusterIP' ? {} : { nodePort: 30080 + index }) }],
            },
          },
        ]
      : [],
  );
  const rule = { path, pathType: 'Prefix', backend: { service: { name: backend, port: { number: 80 } } } };
  const entry = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: ingress },
    spec: { ingressClassName: 'contour', rules: [{ host, http: { paths: [rule] } }] },
  };
  const contour = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'contour' },
    spec: { controller: 'projectcontour.io/x' },
  };
  return [...workloads, ...made, contour, entry, ...(policy === null ? [] : [wall(policy)])];
}

function wall({ of: app, direction, peer, port }: NonNullable<Edited['policy']>): Manifest {
  const [rules, peers] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  const rule = { [peers]: [{ podSelector: { matchLabels: { app: peer } } }], ports: [{ port }] };
  // Names are resolved all the same.
  const dns = direction === 'Egress' ? [{ ports: [{ port: 53, protocol: 'UDP' }] }] : [];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'wall' },
    spec: { podSelector: { matchLabels: { app } }, policyTypes: [direction], [rules]: [rule, ...dns] },
  };
}

/** One run of `verify`, without sockets. */
class Run {
  readonly plan: readonly PlannedProbe[];
  private readonly cluster: Cluster;

  constructor(manifests: readonly Manifest[]) {
    const { cluster, world } = clusterFor(manifests, { nodes: DEFAULT_NODES, ipFamily: 'dual' });
    this.cluster = cluster;
    this.plan = planProbes(world.model, deployedIn(cluster), [], world).filter(({ to: { kind } }) =>
      ['transport', 'http'].includes(kind),
    );
  }

  /** Undefined: somebody who is not known decides. */
  isReached({ from, to, client }: PlannedProbe): boolean | undefined {
    const pod = [...this.cluster.pods.values()].find(({ workload }) => workload.name === client)?.key;
    try {
      const verdict = simulate(this.cluster, { id: '', from: 'pod' in from ? { pod: pod ?? '' } : from, to });
      return verdict.kind === 'depends' ? undefined : outcomeOf(verdict) === 'reached';
    } catch {
      return false;
    }
  }
}

function cellsOf(changes: readonly ReachChange[]): readonly string[] {
  return changes
    .flatMap(({ to, alsoTo, clients }) =>
      clients.flatMap((client) => [to, ...alsoTo].map((row) => nameOf(client, row))),
    )
    .sort();
}

/** Which load balancer has which address depends on who asked first: an update asks for what is new. */
function nameOf(client: string, row: string): string {
  return `${client} ${row.replace(/^(?:172\.18\.255\.\d+|\[fc00:f853:ccd:e793:ffff::\w+\]):/, 'load balancer:')}`;
}

it('what a difference calls lost and gained is what two runs of verify differ in', () => {
  fc.assert(
    fc.property(side, side, (one, other) => {
      const [old, now] = [manifestsOf(one), manifestsOf(other)];
      const found = diff(old, now, { serviceClusterIPRange: ['10.96.0.0/16', 'fd00:10:96::/112'] });
      fc.pre(found.refused.length === 0);
      const [before, after] = [new Run(old), new Run(now)];
      const all = [...before.plan, ...after.plan];
      const keyOf = ({ client, to }: PlannedProbe) => JSON.stringify([client, to]);
      const open = new Set(
        all.filter(({ unsent, expect }) => unsent?.elsewhere === true || expect.kind === 'open').map(keyOf),
      );
      const asked = new Map(all.filter((probe) => !open.has(keyOf(probe))).map((probe) => [keyOf(probe), probe]));
      const where = (is: (was: boolean, now: boolean) => boolean) =>
        [...asked.values()]
          .filter((probe) => {
            const [was, isNow] = [before.isReached(probe), after.isReached(probe)];
            return was !== undefined && isNow !== undefined && is(was, isNow);
          })
          .map(({ client, row }) => nameOf(client, row))
          .sort();
      expect(cellsOf(found.lost)).toEqual(where((was, isNow) => was && !isNow));
      expect(cellsOf(found.gained)).toEqual(where((was, isNow) => !was && isNow));
    }),
    { numRuns: 60 },
  );
});
