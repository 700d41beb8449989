import { Cluster } from '../../../src/dataplane/cluster';
import { DEFAULT_NODES } from '../../../src/dataplane/cluster-config';
import { gatewayStatusOf } from '../../../src/dataplane/gateway/gateway-status';
import { simulate } from '../../../src/dataplane/simulation/simulate';
import type { GatewayProfile } from '../../../src/model/gateway/profile';
import { parseManifests } from '../../../src/model/parse-manifests';
import type { GatewayCell, GatewayTopology } from '../../fixtures/gateway/recordings';
import {
  cellDifferences,
  comparableStatus,
  probeOfCell,
  readGatewayRecordings,
  specifiedCells,
} from '../../fixtures/gateway/recordings';

const recorded = Object.entries(readGatewayRecordings());

function clusterOf({ manifests }: GatewayTopology, gatewayProfile: GatewayProfile): Cluster {
  const cluster = new Cluster({ nodes: DEFAULT_NODES, gatewayProfile });
  cluster.apply(parseManifests(manifests));
  return cluster;
}

const wrongAmong = (cells: readonly GatewayCell[], cluster: Cluster) =>
  cells.flatMap((cell) => {
    const differing = cellDifferences(cell, simulate(cluster, probeOfCell(cell)));
    return differing.length === 0 ? [] : [[cell.id, ...differing]];
  });

test.each(recorded)('the simulation of %s agrees with every cell that is the specification’s', (name, topology) => {
  expect(wrongAmong(specifiedCells(name, topology), clusterOf(topology, 'spec'))).toEqual([]);
});

/**
 * What the profile of Contour does not have: host names that listeners on other ports take away, how its load balancer treats a port
 * without listeners and an annotation that it does not know.
 */
const NOT_CONTOURS: Readonly<Record<string, readonly string[]>> = { 'contour-limits': ['019', '021'], https: ['012'] };

test.each(recorded)(
  'with the profile of Contour, the simulation of %s agrees with every cell and status',
  (name, topology) => {
    const cluster = clusterOf(topology, 'contour');
    expect(wrongAmong(topology.cells, cluster).map(([id]) => id)).toEqual(NOT_CONTOURS[name] ?? []);
    const found = gatewayStatusOf(cluster);
    for (const [kind, objects] of Object.entries(topology.status)) {
      const told = Object.keys(objects).map((key) => [key, comparableStatus(found[kind]?.[key])]);
      expect(told).toEqual(Object.entries(objects).map(([key, status]) => [key, comparableStatus(status)]));
    }
  },
);
