import { formatJunit } from '../../src/conformance/format-junit';
import type { ProbeReport, Report } from '../../src/conformance/report';
import { summarize } from '../../src/conformance/report';

const RESULTS = ['passed', 'failed', 'notRun', 'notSupported'] as const;

const probes = RESULTS.map((result): ProbeReport => ({
  id: result,
  from: { outside: true },
  to: { kind: 'transport', protocol: 'tcp', host: 'web', port: 80 },
  expect: { kind: 'connection', outcome: 'reached' },
  subject: 'ClusterIP <web>',
  row: 'web:80',
  client: 'outside',
  result,
  detail: 'because "so"',
  observed: { kind: 'connection', outcome: 'refused' },
}));
const report: Report = {
  version: 1,
  target: { name: 'embedded', nodes: [], pods: 0, workloads: {} },
  durationsMs: { start: 0, deploy: 0, probe: 0, converge: 0, diagnose: 0, cleanup: 0 },
  summary: summarize(probes),
  probes,
  diagnostics: [],
};

describe('JUnit', () => {
  const xml = formatJunit(report);

  test('counts failures, errors and skips of a suite', () => {
    expect(xml).toContain('<testsuite name="ClusterIP &lt;web&gt;" tests="4" failures="1" errors="1" skipped="1">');
  });

  test.each([
    ['failure', 1],
    ['error', 1],
    ['skipped', 1],
  ])('has a <%s> for each', (tag, count) => {
    expect(xml.match(new RegExp(`<${tag} message="because &quot;so&quot;"`, 'g'))).toHaveLength(count);
  });
});
