import type { ProxyMode } from '../../src/terms/proxy-mode';
import { readResults, readTopologies } from '../fixtures/topologies/topologies';
import { wrongCells } from './replay';

const topologies = readTopologies();
const results = readResults();

describe.each(Object.keys(results) as ProxyMode[])('in mode %s', (mode) => {
  it('every topology was recorded', () => {
    expect(Object.keys(results[mode] ?? {}).sort()).toEqual(Object.keys(topologies).sort());
  });

  it.each(Object.entries(results[mode] ?? {}))('the simulation of %s is what a kind cluster did', (name, cells) => {
    expect(wrongCells(topologies[name] ?? { manifests: '' }, mode, cells)).toEqual([]);
  });
});
