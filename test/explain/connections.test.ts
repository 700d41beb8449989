import { connect } from '../../src/explain/connections';
import { probeOf } from '../../src/probes/recorded';
import type { ProxyMode } from '../../src/terms/proxy-mode';
import { deploy } from '../dataplane/replay';
import { readRecordings } from '../fixtures/reach/recordings';

const OUTCOMES: Readonly<Record<string, string>> = { reached: 'served', refused: 'refused', timedOut: 'dropped' };

const { topologies, results } = readRecordings();
const CASES = Object.entries(results).flatMap(([mode, byTopology]) =>
  Object.keys(byTopology).map((topology) => ({ mode: mode as ProxyMode, topology })),
);

describe.each(CASES)('clients of $topology in mode $mode', ({ mode, topology }) => {
  test('are served, refused or dropped as they were when it was recorded', () => {
    const cluster = deploy(topologies[topology] ?? { manifests: '' }, mode);
    const wrong: string[] = [];
    for (const cell of results[mode]?.[topology] ?? []) {
      const { id, from, observed } = cell;
      const { to } = probeOf(cell);
      if (to.kind !== 'transport') continue;
      const host = cluster.expand(to.host);
      const protocol = to.protocol === 'udp' ? 'UDP' : 'TCP';
      const facts = connect(from, { host, port: to.port, protocol, entry: 'x' }, cluster);
      const expected = OUTCOMES[observed.outcome ?? ''] ?? observed.outcome;
      if (facts.outcome !== expected || facts.why === '') wrong.push(`${id}: ${facts.outcome}, not ${expected}`);
    }
    expect(wrong).toEqual([]);
  });
});
