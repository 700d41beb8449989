import type { ProxyMode } from '../../src/dataplane/cluster-config';
import { differences, readRecordings } from '../fixtures/reach/recordings';
import { deploy, simulate } from './replay';

const { topologies, results } = readRecordings();

describe.each(Object.keys(results) as ProxyMode[])('in mode %s', (mode) => {
  it.each(Object.keys(results[mode] ?? {}))(
    'the prediction for %s agrees with every cell that was recorded',
    (name) => {
      const topology = topologies[name];
      if (topology === undefined) throw new Error(`no topology ${name}`);
      const cluster = deploy(topology, mode);
      const wrong = (results[mode]?.[name] ?? []).flatMap((cell) => {
        const predicted = simulate(cluster, cell.from, cell.to);
        const fields = differences(cell, predicted);
        return fields.length === 0
          ? []
          : [{ from: cell.from, to: cell.to, fields, recorded: cell.observed, predicted }];
      });
      expect(wrong).toEqual([]);
    },
  );
});
