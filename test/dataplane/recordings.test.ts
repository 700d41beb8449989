import type { ProxyMode } from '../../src/terms/proxy-mode';
import { readRecordings } from '../fixtures/reach/recordings';
import { wrongCells } from './replay';

const { topologies, results } = readRecordings();

describe.each(Object.keys(results) as ProxyMode[])('in mode %s', (mode) => {
  test.each(Object.entries(results[mode] ?? {}))(
    'the simulation of %s agrees with every cell that was recorded',
    (name, cells) => {
      expect(wrongCells(topologies[name] ?? { manifests: '' }, mode, cells)).toEqual([]);
    },
  );
});
