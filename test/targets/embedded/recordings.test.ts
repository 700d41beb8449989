import { readRecordings } from '../../fixtures/reach/recordings';
import { wrongCells } from './replay';

const { topologies, results } = readRecordings();

// How sockets carry what the dataplane decides does not depend on the proxy mode: one mode is enough here.
test.each(Object.entries(results.iptables ?? {}))(
  'over sockets %s sees what real clusters saw',
  async (name, cells) => {
    expect(await wrongCells(topologies[name] ?? { manifests: '' }, cells, 4)).toEqual([]);
  },
);
