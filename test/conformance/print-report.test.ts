import { printReport } from '../../src/conformance/print-report';
import type { ProbeReport, Report } from '../../src/conformance/report';

const probe: ProbeReport = {
  id: '001',
  from: { outside: true },
  to: { kind: 'transport', protocol: 'tcp', host: 'web', port: 80 },
  expect: { kind: 'connection', outcome: 'reached' },
  subject: 'ClusterIP web',
  row: 'web:80',
  client: 'outside',
  result: 'failed',
  observed: { kind: 'connection', outcome: 'refused' },
};

const report: Report = {
  version: 1,
  target: { name: 'embedded', nodes: ['worker'], pods: 0, workloads: {} },
  durationsMs: { start: 0, deploy: 0, probe: 0, converge: 0, diagnose: 0, cleanup: 0 },
  summary: { passed: 0, failed: 1, notRun: 0, notSupported: 0 },
  probes: [probe],
  diagnostics: [],
  comparison: {
    with: 'other',
    differences: [{ subject: 'a', row: 'b', client: 'c', observed: { kind: 'env', env: {} } }],
  },
};

test('the JSON of a report names no kinds: they follow from the other fields', () => {
  const printed = JSON.parse(printReport(report)) as { readonly probes: readonly object[] };
  expect(JSON.stringify(printed)).not.toContain('"kind"');
  expect(printed.probes[0]).toEqual({
    ...probe,
    to: { protocol: 'tcp', host: 'web', port: 80 },
    expect: { outcome: 'reached' },
    observed: { outcome: 'refused' },
  });
  expect(printed).toMatchObject({ comparison: { differences: [{ observed: { env: {} } }] } });
});
