import { Cluster } from '../../src/dataplane/cluster';
import type { Manifest } from '../../src/model/manifest';
import type { ServiceSpec } from '../../src/model/objects';
import { checkManifests } from '../../src/rules/check-manifests';
import type { ClusterIPFamily } from '../../src/terms/ip-families';
import type { ProxyMode } from '../../src/terms/proxy-mode';
import type { Allocation } from '../fixtures/dual/recordings';
import { readAllocations, readDualRecordings } from '../fixtures/dual/recordings';
import type { Cell } from '../fixtures/reach/recordings';
import { wrongCells } from './replay';

const { topologies, results } = readDualRecordings();

describe.each(Object.keys(results) as ProxyMode[])('in mode %s', (mode) => {
  test.each(Object.entries(results[mode] ?? {}))(
    'the simulation of %s agrees with every cell that was recorded over both families',
    (name, cells) => {
      const known = cells.filter((cell) => !isDecidedElsewhere(cell));
      expect(wrongCells(topologies[name] ?? { manifests: '' }, mode, known)).toEqual([]);
    },
  );
});

/**
 * Cells that something decided which is not part of this model: the network of that cluster, over which Pods did not answer
 * a process of their own node that came by 127.0.0.1 (on kind's own network they do), and NetworkPolicies.
 */
function isDecidedElsewhere({ from, to, observed }: Cell): boolean {
  if ('host' in to && to.host === '127.0.0.1') return 'node' in from && observed.outcome === 'reached';
  return (
    'host' in to &&
    observed.outcome === 'timedOut' &&
    /^\$\{podIP6:v6-only\/(shut|label|block|four|but)\}$/.test(to.host)
  );
}

const RANGES: Readonly<Record<ClusterIPFamily, readonly string[]>> = {
  ipv4: ['10.96.0.0/16'],
  ipv6: ['fd00:10:96::/112'],
  dual: ['10.96.0.0/16', 'fd00:10:96::/112'],
  dual6: ['fd00:10:96::/112', '10.96.0.0/16'],
};

const BASES: Readonly<Record<string, ServiceSpec>> = {
  ClusterIP: { selector: { app: 'web' } },
  NodePort: { selector: { app: 'web' }, type: 'NodePort' },
  LoadBalancer: { selector: { app: 'web' }, type: 'LoadBalancer' },
  headless: { selector: { app: 'web' }, clusterIP: 'None' },
  'headless, no selector': { clusterIP: 'None' },
  'no selector': {},
};

describe.each(Object.entries(readAllocations()))('a cluster %s', (family, allocations) => {
  const ipFamily = family as ClusterIPFamily;
  const created = allocations.filter(({ before }) => before === undefined);

  test('stores every Service as the API server did, and check refuses the same ones in the same words', () => {
    const wrong = created.flatMap((allocation) => {
      const manifest = serviceOf(specOf(allocation));
      const { accepted, causes = [] } = allocation.stored;
      const options = { serviceClusterIPRange: RANGES[ipFamily] };
      const errors = checkManifests([manifest], options).filter(({ severity }) => severity === 'error');
      const told = errors.map(({ path, detail }) => `${path}: ${detail}`).sort();
      const cluster = new Cluster({ nodes: [{ name: 'node' }], ipFamily });
      cluster.apply([manifest]);
      const recorded = accepted
        ? storedOf(allocation)
        : causes.map(({ field, message }) => `${field}: ${message}`).sort();
      const ours = accepted && told.length === 0 ? familiesOf(cluster) : told;
      return JSON.stringify(ours) === JSON.stringify(recorded) ? [] : [{ allocation, recorded, ours }];
    });
    expect(wrong).toEqual([]);
  });

  test('updates every Service as the API server did', () => {
    const wrong = allocations.flatMap((allocation) => {
      const { before, asked, stored } = allocation;
      if (before === undefined) return [];
      const cluster = new Cluster({ nodes: [{ name: 'node' }], ipFamily });
      cluster.apply([serviceOf({ ...BASES.ClusterIP, ports: [{ port: 80 }], ...before })]);
      const patched = { ...cluster.services.get('default/web')?.spec, ...asked };
      cluster.apply([serviceOf(Object.fromEntries(Object.entries(patched).filter(([, value]) => value !== null)))]);
      const [recorded, ours] = [stored.accepted ? storedOf(allocation) : undefined, familiesOf(cluster)];
      return JSON.stringify(ours) === JSON.stringify(recorded) ? [] : [{ allocation, recorded, ours }];
    });
    expect(wrong).toEqual([]);
  });
});

function serviceOf(spec: object): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec };
}

function specOf({ kind, asked }: Allocation): object {
  if (kind === 'ExternalName') return { type: 'ExternalName', externalName: 'www.example.com', ...asked };
  return { ports: [{ port: 80 }], ...BASES[kind], ...asked };
}

function storedOf({ stored: { ipFamilyPolicy, ipFamilies, clusterIPs = [] } }: Allocation) {
  return { policy: ipFamilyPolicy ?? null, families: ipFamilies ?? null, clusterIPs };
}

/** The families of the Service as it is stored; undefined where it is not. */
function familiesOf({ services }: Cluster) {
  const spec = services.get('default/web')?.spec;
  if (spec === undefined) return undefined;
  const clusterIPs = (spec.clusterIPs ?? []).map((ip) => (ip === 'None' ? ip : ip.includes(':') ? 'IPv6' : 'IPv4'));
  return { policy: spec.ipFamilyPolicy ?? null, families: spec.ipFamilies ?? null, clusterIPs };
}
