import { compareReports } from '../../src/conformance/compare';
import type { ProbeReport, Report } from '../../src/conformance/report';
import type { Verdict } from '../../src/probes/probe';

const cell = (observed: Verdict | undefined, overrides: Partial<ProbeReport> = {}): ProbeReport => ({
  id: '001',
  from: { outside: true },
  to: { kind: 'transport', protocol: 'tcp', host: 'web', port: 80 },
  expect: { kind: 'connection', outcome: 'reached' },
  subject: 'ClusterIP web',
  row: '10.96.0.1:80',
  client: 'client',
  result: 'passed',
  ...(observed === undefined ? {} : { observed }),
  ...overrides,
});

const report = (probes: readonly ProbeReport[], pod = 'shop/web-1'): Report => ({
  version: 1,
  target: { name: 'one', nodes: [], pods: 1, workloads: { [pod]: 'Deployment/shop/web' } },
  durationsMs: { start: 0, deploy: 0, probe: 0, converge: 0, diagnose: 0, cleanup: 0 },
  summary: { passed: 0, failed: 0, notRun: 0, notSupported: 0 },
  probes,
  diagnostics: [],
});
const reached = (pod: string): Verdict => ({ kind: 'connection', outcome: 'reached', by: [pod], clientIP: 'pod' });

describe('two runs of the same manifests', () => {
  test('agree where only drawn names and allocated addresses differ', () => {
    const one = report([cell(reached('shop/web-1'))]);
    const other = report([cell(reached('shop/web-2'), { row: '10.96.7.7:80' })], 'shop/web-2');
    expect(compareReports(one, other)).toEqual([]);
  });

  test.each<[string, Verdict]>([
    ['outcomes', { kind: 'connection', outcome: 'refused' }],
    ['who answers', { kind: 'connection', outcome: 'reached', by: ['shop/other'], clientIP: 'pod' }],
    ['whom they see', { kind: 'connection', outcome: 'reached', by: ['shop/web-1'], clientIP: 'node' }],
    [
      'other outcomes',
      { kind: 'connection', outcome: 'reached', by: ['shop/web-1'], clientIP: 'pod', also: ['refused'] },
    ],
  ])('differ in %s', (_, observed) => {
    const differences = compareReports(report([cell(reached('shop/web-1'))]), report([cell(observed)]));
    expect(differences).toMatchObject([{ subject: 'ClusterIP web', client: 'client', other: observed }]);
  });

  test('differ in records by name, type and data', () => {
    const records = (data: string): Verdict => ({
      kind: 'dns',
      rcode: 'NOERROR',
      records: [{ name: 'web.', type: 'A', data }],
    });
    const one = report([cell(records('${podIP:shop/web-1}'))]);
    expect(compareReports(one, report([cell(records('${podIP:shop/web-2}'))], 'shop/web-2'))).toEqual([]);
    expect(compareReports(one, report([cell(records('${clusterIP:shop/web}'))]))).toHaveLength(1);
  });

  test('differ where one has a cell that the other has not', () => {
    const both = report([cell(reached('shop/web-1')), cell(reached('shop/web-1'), { client: 'more' })]);
    const one = report([cell(reached('shop/web-1'))]);
    expect(compareReports(both, one)).toMatchObject([{ client: 'more' }]);
    expect(compareReports(one, both)).toMatchObject([{ client: 'more' }]);
  });

  test('do not differ on what one of them could not learn', () => {
    const nothing = report([cell({ kind: 'notRun', outcome: 'notRun', reason: 'no Pod' })]);
    const unsupported = report([cell(undefined)]);
    const one = report([cell(reached('shop/web-1'))]);
    expect(compareReports(one, nothing)).toEqual([]);
    expect(compareReports(nothing, one)).toEqual([]);
    expect(compareReports(unsupported, one)).toEqual([]);
  });
});
