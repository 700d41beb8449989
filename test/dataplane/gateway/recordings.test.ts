import { Cluster } from '../../../src/dataplane/cluster';
import { DEFAULT_NODES } from '../../../src/dataplane/cluster-config';
import { simulate } from '../../../src/dataplane/simulation/simulate';
import { parseManifests } from '../../../src/model/parse-manifests';
import { cellDifferences, probeOfCell, readGatewayRecordings, specifiedCells } from '../../fixtures/gateway/recordings';

test.each(Object.entries(readGatewayRecordings()))(
  'the simulation of %s agrees with every cell that is the specification’s',
  (name, topology) => {
    const cluster = new Cluster({ nodes: DEFAULT_NODES });
    cluster.apply(parseManifests(topology.manifests));
    const wrong = specifiedCells(name, topology).flatMap((cell) => {
      const differing = cellDifferences(cell, simulate(cluster, probeOfCell(cell)));
      return differing.length === 0 ? [] : [[cell.id, ...differing]];
    });
    expect(wrong).toEqual([]);
  },
);
