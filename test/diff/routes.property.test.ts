import * as fc from 'fast-check';
import type { Cluster } from '../../src/dataplane/cluster';
import { DEFAULT_NODES } from '../../src/dataplane/cluster-config';
import { deployedIn } from '../../src/dataplane/deployed';
import { simulate } from '../../src/dataplane/simulation/simulate';
import { diff } from '../../src/diff/diff';
import type { ReachChange } from '../../src/diff/difference';
import { webRequestText } from '../../src/diff/web-request';
import { clusterFor } from '../../src/explain/cluster-for';
import type { Manifest } from '../../src/model/manifest';
import { outcomeOf } from '../../src/probes/kinds/kinds';
import { planProbes } from '../../src/probes/plan/plan';

const route = fc.record({
  host: fc.constantFrom('r.example.com', 's.example.com'),
  type: fc.constantFrom('PathPrefix' as const, 'Exact' as const),
  path: fc.constantFrom('/', '/shop', '/shop/cart'),
  backend: fc.constantFrom('s0', 's1', 'nobody'),
  header: fc.option(fc.constantFrom('1', '2')),
  listener: fc.constantFrom('http', 'other'),
});

const side = fc.record({
  apps: fc.tuple(fc.constantFrom('a', 'nobody', undefined), fc.constantFrom('a', 'b', undefined)),
  port: fc.constantFrom(80, 8000),
  hostname: fc.constantFrom('*.example.com', 'r.example.com'),
  routes: fc.array(route, { minLength: 1, maxLength: 3 }),
  isWalled: fc.boolean(),
});

type Edited = typeof side extends fc.Arbitrary<infer T> ? T : never;

const GATEWAY = 'default/edge';

function manifestsOf({ apps, port, hostname, routes, isWalled }: Edited): readonly Manifest[] {
  const of = (apiVersion: string, kind: string, name: string, spec: object): Manifest => ({
    apiVersion,
    kind,
    metadata: { name },
    spec,
  });
  const api = 'gateway.networking.k8s.io/v1';
  const workloads = ['a', 'b'].map((app) =>
    of('apps/v1', 'Deployment', app, {
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels: { app } },
        spec: { containers: [{ name: 'main', image: 'x', ports: [{ containerPort: 8080 }] }] },
      },
    }),
  );
  const services = apps.flatMap((app, index) =>
    app === undefined
      ? []
      : [of('v1', 'Service', `s${index}`, { selector: { app }, ports: [{ port: 80, targetPort: 8080 }] })],
  );
  const listeners = [
    { name: 'http', port, protocol: 'HTTP', hostname },
    { name: 'other', port: 8081, protocol: 'HTTP' },
  ];
  const rules = routes.map(({ host, type, path, backend, header, listener }, index) =>
    of(api, 'HTTPRoute', `route-${index}`, {
      parentRefs: [{ name: 'edge', sectionName: listener }],
      hostnames: [host],
      rules: [
        {
          matches: [
            { path: { type, value: path }, ...(header === null ? {} : { headers: [{ name: 'x', value: header }] }) },
          ],
          backendRefs: [{ name: backend, port: 80 }],
        },
      ],
    }),
  );
  const wall = of('networking.k8s.io/v1', 'NetworkPolicy', 'wall', {
    podSelector: { matchLabels: { app: 'a' } },
    policyTypes: ['Ingress'],
  });
  return [
    ...workloads,
    ...services,
    of(api, 'GatewayClass', 'contour', { controllerName: 'projectcontour.io/gateway-controller' }),
    of(api, 'Gateway', 'edge', { gatewayClassName: 'contour', listeners }),
    ...rules,
    ...(isWalled ? [wall] : []),
  ];
}

/** One run of `verify`, without sockets: what it asks of the Gateway, and what comes of that. */
class Run {
  /** The requests of the plan as a difference calls them, and those of which somebody who is not known decides. */
  readonly asked: readonly string[];
  readonly open: readonly string[];
  private readonly cluster: Cluster;

  constructor(manifests: readonly Manifest[]) {
    const { cluster, world } = clusterFor(manifests, { nodes: DEFAULT_NODES });
    this.cluster = cluster;
    const named = planProbes(world.model, deployedIn(cluster), [], world).flatMap((probe) => {
      const { to, unsent, expect } = probe;
      if (to.kind !== 'request') return [];
      const { hostHeader: host = '', path = '/', port = 80, method, headers } = to;
      const sent = { ...(method === undefined ? {} : { method }), ...(headers === undefined ? {} : { headers }) };
      const name = webRequestText({ kind: 'web', protocol: 'http', host, path, port, ...sent });
      return [{ name, isOpen: unsent?.elsewhere === true || expect.kind === 'open' }];
    });
    this.asked = named.map(({ name }) => name);
    this.open = named.filter(({ isOpen }) => isOpen).map(({ name }) => name);
  }

  isReached(name: string): boolean {
    const [line = '', ...fields] = name.split(' with ');
    const [url = '', method] = line.split(' ').toReversed();
    const { protocol, hostname, port, pathname, search } = new URL(url);
    const scheme = protocol === 'https:' ? 'https' : 'http';
    const verdict = simulate(this.cluster, {
      id: '',
      from: { outside: true },
      to: {
        kind: 'request',
        gateway: GATEWAY,
        protocol: scheme,
        port: port === '' ? { http: 80, https: 443 }[scheme] : Number(port),
        hostHeader: hostname,
        path: `${pathname}${search}`,
        ...(scheme === 'https' ? { sni: hostname } : {}),
        ...(method === undefined ? {} : { method }),
        ...(fields.length === 0 ? {} : { headers: headersIn(fields) }),
      },
    });
    return outcomeOf(verdict) === 'reached';
  }
}

function headersIn(fields: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.map((field) => {
      const [name = '', value = ''] = field.split(': ');
      return [name, value];
    }),
  );
}

/** What is asked of the Gateway, of all that changed. */
function webIn(changes: readonly ReachChange[]): readonly string[] {
  const all = changes.flatMap(({ to, alsoTo }) => [to, ...alsoTo]);
  return all.filter((name) => name.includes('://')).sort();
}

it('what a difference calls lost and gained at a Gateway is what two runs of verify differ in', () => {
  let [lost, gained] = [0, 0];
  fc.assert(
    fc.property(side, side, (one, other) => {
      const [old, now] = [manifestsOf(one), manifestsOf(other)];
      const found = diff(old, now);
      fc.pre(found.refused.length === 0);
      const [before, after] = [new Run(old), new Run(now)];
      const open = new Set([...before.open, ...after.open]);
      // Also what is just beside routes, which a plan does not ask: a difference has to be right about that, too.
      const told = [...webIn(found.lost), ...webIn(found.gained)];
      const asked = [...new Set([...before.asked, ...after.asked, ...told])].filter((name) => !open.has(name)).sort();
      const where = (was: boolean, is: boolean) =>
        asked.filter((name) => before.isReached(name) === was && after.isReached(name) === is);
      expect(webIn(found.lost)).toEqual(where(true, false));
      expect(webIn(found.gained)).toEqual(where(false, true));
      lost += found.lost.length;
      gained += found.gained.length;
    }),
    { numRuns: 25 },
  );
  expect([lost > 0, gained > 0]).toEqual([true, true]);
});
