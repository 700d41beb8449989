import { readRecordings } from '../../fixtures/reach/recordings';
import { readResults, readTopologies } from '../../fixtures/topologies/topologies';
import { representatives, wrongProbes } from './replay';

const { topologies, results } = readRecordings();
const own = readTopologies();

// How sockets carry what the dataplane decides does not depend on the proxy mode: one mode is enough here.
const chosen = representatives([
  ...Object.entries(results.iptables ?? {}).map(
    ([name, cells]) => [name, topologies[name] ?? { manifests: '' }, cells] as const,
  ),
  ...Object.entries(readResults().iptables ?? {}).map(
    ([name, cells]) => [name, own[name] ?? { manifests: '' }, cells] as const,
  ),
]);

test('over sockets every protocol is tried, whoever listens and whatever comes of it', () => {
  expect(chosen.flatMap(([, , cells]) => cells).length).toBeGreaterThan(20);
});

test.each(chosen)('over sockets %s is as it is simulated', async (_name, topology, cells) => {
  expect(await wrongProbes(topology, cells)).toEqual([]);
});
