import type { ProxyMode } from '../../src/dataplane/cluster-config';
import { differences } from '../fixtures/reach/recordings';
import { readResults, readTopologies } from '../fixtures/topologies/topologies';
import { deploy, simulate } from './replay';

const topologies = readTopologies();
const results = readResults();

describe.each(Object.keys(results) as ProxyMode[])('in mode %s', (mode) => {
  it('every topology was recorded', () => {
    expect(Object.keys(results[mode] ?? {}).sort()).toEqual(Object.keys(topologies).sort());
  });

  it.each(Object.keys(results[mode] ?? {}))('the prediction for %s is what a kind cluster did', (name) => {
    const topology = topologies[name];
    if (topology === undefined) throw new Error(`no topology ${name}`);
    const cluster = deploy(topology, mode);
    const wrong = (results[mode]?.[name] ?? []).flatMap((cell) => {
      const predicted = simulate(cluster, cell.from, cell.to);
      const fields = differences(cell, predicted);
      return fields.length === 0 ? [] : [{ from: cell.from, to: cell.to, fields, recorded: cell.observed, predicted }];
    });
    expect(wrong).toEqual([]);
  });
});
