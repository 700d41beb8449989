import { join } from 'node:path';
import type { ProxyMode } from '../../../src/terms/proxy-mode';
import { readRecordings } from '../../fixtures/reach/recordings';
import { wrongCells } from '../replay';

const { topologies, results } = readRecordings(join(__dirname, '../../fixtures/netpol'));

describe.each(Object.keys(results) as ProxyMode[])('under NetworkPolicies in mode %s', (mode) => {
  const recorded = Object.entries(results[mode] ?? {});

  test.each(recorded)('the profile of kind agrees with every cell of %s', (name, cells) => {
    expect(wrongCells(topologies[name] ?? { manifests: '' }, mode, cells, 'kind')).toEqual([]);
  });

  test.each(recorded)('the specification agrees with every cell of %s that it does not leave open', (name, cells) => {
    const decided = cells.filter(({ implementationSpecific }) => implementationSpecific === undefined);
    expect(wrongCells(topologies[name] ?? { manifests: '' }, mode, decided, 'spec')).toEqual([]);
  });

  test.each(recorded)(
    'the specification contradicts no cell of %s: what it leaves open may come of it',
    (name, cells) => {
      const open = cells.filter(({ implementationSpecific }) => implementationSpecific !== undefined);
      const wrong = wrongCells(topologies[name] ?? { manifests: '' }, mode, open, 'spec');
      const contradicted = wrong.filter(
        ({ simulated, observed }) =>
          simulated.kind !== 'depends' ||
          !simulated.either.some((one) => one.kind === 'connection' && one.outcome === observed.outcome),
      );
      expect(contradicted).toEqual([]);
    },
  );
});
