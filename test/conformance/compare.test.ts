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

const refusedAt = (): Verdict & { kind: 'connection' } => ({ kind: 'connection', outcome: 'refused' });
const mixed = (outcome: 'reached' | 'closed', also: 'refused' | 'timedOut'): Verdict => ({
  ...(outcome === 'reached' ? reached('shop/web-1') : refusedAt()),
  kind: 'connection',
  outcome,
  also: [also],
});

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

  test.each<[string, boolean, Verdict, Verdict]>([
    ['reached in other tries', true, refusedAt(), mixed('reached', 'refused')],
    ['closed in other tries', true, { ...refusedAt(), outcome: 'timedOut' }, mixed('closed', 'timedOut')],
    ['never refused', false, refusedAt(), mixed('reached', 'timedOut')],
    ['always reached', false, refusedAt(), reached('shop/web-1')],
    ['reached by both, and refused by one', false, reached('shop/web-1'), mixed('reached', 'refused')],
  ])('of which one gave up after a few tries, and the other was %s, agree: %s', (_, isSame, one, other) => {
    for (const [left, right] of [
      [one, other],
      [other, one],
    ] as const) {
      expect(compareReports(report([cell(left)]), report([cell(right)])).length === 0).toBe(isSame);
    }
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

  const web = reached('shop/web-1');
  const refused: Verdict = { kind: 'connection', outcome: 'refused' };
  const records: Verdict = { kind: 'dns', rcode: 'NOERROR', records: [] };
  const notRun: Verdict = { kind: 'notRun', outcome: 'notRun', reason: 'no Pod' };
  const STATES: Readonly<Record<string, readonly ProbeReport[]>> = {
    'has no such cell': [],
    'does not support it': [cell(undefined)],
    'learnt nothing': [cell(notRun)],
    'was answered': [cell(web)],
    'was refused': [cell(refused)],
    'was told records': [cell(records)],
  };
  const LEARNT = ['was answered', 'was refused', 'was told records'];
  const differ = (one: string, other: string) => {
    const learnt = [one, other].filter((state) => LEARNT.includes(state));
    if (learnt.length === 2) return one !== other;
    return learnt.length === 1 && [one, other].includes('has no such cell');
  };
  const pairs = Object.keys(STATES).flatMap((one) => Object.keys(STATES).map((other) => [one, other] as const));

  test.each(pairs)('one that %s, and one that %s', (one, other) => {
    const [left = [], right = []] = [STATES[one], STATES[other]];
    const [observed, counterpart] = [left[0]?.observed, right[0]?.observed];
    const difference = {
      subject: 'ClusterIP web',
      row: '10.96.0.1:80',
      client: 'client',
      ...(observed === undefined ? {} : { observed }),
      ...(counterpart === undefined ? {} : { other: counterpart }),
    };
    expect(compareReports(report(left), report(right))).toEqual(differ(one, other) ? [difference] : []);
  });

  test('are compared cell by cell, those of one place in their order', () => {
    const one = report([cell(web), cell(refused), cell(web, { client: 'more' })]);
    expect(compareReports(one, report([cell(web), cell(refused), cell(refused, { client: 'more' })]))).toMatchObject([
      { client: 'more', observed: web, other: refused },
    ]);
    expect(compareReports(one, report([cell(refused), cell(web), cell(web, { client: 'more' })]))).toHaveLength(2);
  });

  test.each([
    ['an allocated address', '10.96.0.1:80', '10.96.7.7:80', []],
    ['an allocated node port', 'node worker:30080', 'node worker:31999', []],
    ['an allocated node port of one family', 'node worker:30080 over IPv6', 'node worker:31999 over IPv6', []],
    ['an allocated IPv6 address', '[fd00:10:96::1]:80', '[fd00:10:96::77]:80', []],
    ['an allocated node port for UDP', 'node worker:30080/UDP', 'node worker:31999/UDP', []],
    ['one of one family', 'node worker:30080/UDP over IPv6', 'node worker:31999/UDP over IPv6', []],
    [
      'a port that the manifests say',
      'db:80 -> a.example',
      'db:81 -> a.example',
      ['db:80 -> a.example', 'db:81 -> a.example'],
    ],
  ])('stand in one row where %s differs, or in two', (_, row, otherRow, rows) => {
    const differences = compareReports(report([cell(web, { row })]), report([cell(web, { row: otherRow })]));
    expect(differences.map((each) => each.row)).toEqual(rows);
  });

  test.each(['by', 'clientIP', 'certificate'])('do not differ in %s where one answer does not tell it', (field) => {
    const whole = {
      kind: 'connection',
      outcome: 'reached',
      by: ['shop/web-1'],
      clientIP: 'pod',
      certificate: 'CN=a',
    } as const;
    const part = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== field)) as unknown as Verdict;
    const other = {
      ...whole,
      [field]: field === 'by' ? ['shop/other'] : field === 'clientIP' ? 'node' : 'CN=b',
    } as Verdict;
    expect(compareReports(report([cell(whole)]), report([cell(part)]))).toEqual([]);
    expect(compareReports(report([cell(part)]), report([cell(whole)]))).toEqual([]);
    expect(compareReports(report([cell(whole)]), report([cell(other)]))).toHaveLength(1);
  });
});
