import { readResults, readTopologies } from '../../fixtures/topologies/topologies';
import { wrongCells } from './replay';

const topologies = readTopologies();

test.each(Object.entries(readResults().iptables ?? {}))(
  'over sockets %s sees what a kind cluster saw',
  async (name, cells) => {
    expect(await wrongCells(topologies[name] ?? { manifests: '' }, cells, 6)).toEqual([]);
  },
);
