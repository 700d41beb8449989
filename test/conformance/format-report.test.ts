import type { MatrixStyle } from '../../src/conformance/format-matrix';
import { formatReport } from '../../src/conformance/format-report';
import type { ProbeReport, Report } from '../../src/conformance/report';
import { summarize } from '../../src/conformance/report';

const REACHED = { kind: 'connection', outcome: 'reached', by: ['default/web-1'] } as const;

function probe(row: string, client: string, rest: Partial<ProbeReport> = {}): ProbeReport {
  return {
    id: row,
    from: { outside: true },
    to: { kind: 'transport', protocol: 'tcp', host: row, port: 80 },
    expect: { kind: 'connection', outcome: 'reached' },
    subject: 'ClusterIP web',
    row,
    client,
    result: 'passed',
    observed: REACHED,
    ...rest,
  };
}

const failed: Partial<ProbeReport> = {
  result: 'failed',
  detail: 'refused',
  observed: { kind: 'connection', outcome: 'refused' },
  evidence: { from: { outside: true }, links: [{ link: 'endpoints', ok: false, detail: 'no Pod is Ready' }] },
};

function print(...probes: ProbeReport[]): string {
  return printAs({ colors: false, full: true }, ...probes);
}

function printAs(style: MatrixStyle, ...probes: ProbeReport[]): string {
  const report: Report = {
    version: 1,
    target: { name: 'embedded', nodes: ['worker'], pods: 1, workloads: {} },
    durationsMs: { start: 100, deploy: 200, probe: 250, converge: 50, diagnose: 0, cleanup: 0 },
    summary: summarize(probes),
    probes,
    diagnostics: [],
  };
  return formatReport(report, style);
}

describe('the matrix', () => {
  test('has clients across, addresses down, and a mark for each result', () => {
    const text = print(
      probe('web:80', 'frontend'),
      probe('web:80', 'outside', {
        expect: { kind: 'connection', outcome: 'blocked' },
        observed: { kind: 'connection', outcome: 'timedOut' },
      }),
      probe('node:30080', 'outside', failed),
      probe('lb:80', 'outside', { result: 'notSupported' }),
      probe('lb:80', 'frontend', { result: 'notRun', detail: 'no prober' }),
    );
    const words = text
      .split('\n')
      .slice(0, 5)
      .map((line) => line.trim().split(/\s{2,}/));
    expect(words).toEqual([
      ['frontend', 'outside'],
      ['ClusterIP web'],
      ['web:80', '✓', '✓ timedOut'],
      ['node:30080', '·', '✗ refused'],
      ['lb:80', '? not run', '- n/a'],
    ]);
  });

  test('shows the worst of several probes in one cell', () => {
    const [, , row] = print(probe('web:80', 'frontend'), probe('web:80', 'frontend', failed)).split('\n');
    expect(row).toContain('✗ refused');
  });

  test('shows the status of an error page', () => {
    const text = print(
      probe('http://web/', 'outside', {
        ...failed,
        observed: { kind: 'connection', outcome: 'reached', by: [], status: 503 },
      }),
    );
    expect(text).toContain('✗ HTTP 503');
  });

  test('is one table for each subject when there are many clients', () => {
    const many = Array.from({ length: 9 }, (_, index) => probe('web:80', `client-${index}`));
    const text = print(...many, probe('db:80', 'client-0', { subject: 'ClusterIP db' }));
    expect(text.split('\n\n')[1]).not.toContain('client-8');
  });
});

describe('the matrix, folded', () => {
  const folded = { colors: false };

  test('has one line for a Service of which everything is as declared, and rows for the others', () => {
    const [lines, table = ''] = printAs(
      folded,
      probe('web:80', 'frontend'),
      probe('lb:80', 'outside', { result: 'notSupported' }),
      probe('db:80', 'frontend', { ...failed, subject: 'ClusterIP db' }),
    ).split('\n\n');
    expect(lines).toBe('✓ ClusterIP web  1 as declared, 1 not supported');
    expect(table).toContain('✗ refused');
    expect(table).not.toContain('web');
  });

  test('of 40 Services and 10 clients fits two screens', () => {
    const all = Array.from({ length: 40 }, (_, service) =>
      Array.from({ length: 10 }, (_one, client) =>
        probe(`s${service}:80`, `client-${client}`, { subject: `ClusterIP s${service}` }),
      ),
    ).flat();
    expect(printAs({ ...folded, width: 80 }, ...all).split('\n').length).toBeLessThanOrEqual(48);
  });

  test('has clients that found the same in one column, where there is no room for all', () => {
    const all = Array.from({ length: 10 }, (_, index) =>
      probe('web:80', `shop/client-${index}`, index === 7 ? {} : failed),
    );
    const [head = ''] = printAs({ ...folded, width: 80 }, ...all).split('\n');
    expect(head.trim().split(/\s{2,}/)).toEqual(['shop/client-0 +8', 'shop/client-7']);
    const [full = ''] = printAs({ ...folded, full: true, width: 80 }, ...all).split('\n');
    expect(full).not.toContain('+');
  });

  test.each([40, 60, 80, 120])('fits %i columns, whatever things are called', (width) => {
    const long = 'a-name-that-nobody-would-think-of-'.repeat(3);
    const all = Array.from({ length: 12 }, (_, index) => [
      probe(`${long}${index}:80`, `${long}${index}`, { ...failed, subject: `ClusterIP ${long}` }),
      probe(`web:${index}`, 'outside', { subject: `Ingress ${long}` }),
    ]).flat();
    const tables = printAs({ ...folded, width }, ...all)
      .split('\n\n')
      .slice(0, -2);
    const lengths = tables.flatMap((table) => table.split('\n')).filter((line) => !line.includes(' -> '));
    expect(lengths.filter((line) => line.length > width)).toEqual([]);
    // Every cell is somewhere.
    expect(tables.join('\n').match(/✗ refused/g)).toHaveLength(12);
  });
});

describe('what is not as expected', () => {
  test('is told once for each cause, with the first broken link', () => {
    const text = print(
      probe('web:80', 'frontend', failed),
      probe('web.default:80', 'frontend', failed),
      probe('ok:80', 'frontend'),
    );
    const [, open] = text.split('\n\n');
    expect(open?.split('\n')).toEqual([
      '✗ ClusterIP web',
      '  frontend -> web:80, web.default:80',
      '  expected  reached',
      '  observed  refused',
      '  broken    endpoints: no Pod is Ready',
    ]);
  });
});

describe('the sum', () => {
  const sumOf = (...probes: ProbeReport[]) =>
    print(...probes)
      .split('\n\n')
      .at(-1)
      ?.split('\n');

  test.each([
    ['AS DECLARED  1 probe: 1 as expected, 0 not', [probe('a', 'b')]],
    ['NOT AS DECLARED  1 probe: 0 as expected, 1 not', [probe('a', 'b', failed)]],
    ['NOT PROVEN  1 probe: 0 as expected, 0 not, 1 not run', [probe('a', 'b', { result: 'notRun' })]],
    [
      'NOT PROVEN  1 probe: 0 as expected, 0 not, 1 not supported by the target',
      [probe('a', 'b', { result: 'notSupported' })],
    ],
  ])('%s', (line, probes) => expect(sumOf(...probes)?.[0]).toBe(line));

  test('says that nothing was proven where everything is for others to make or decide, and what to do', () => {
    const unsent = { elsewhere: true, why: 'made by others' };
    const elsewhere = probe('a', 'b', { result: 'notRun', unsent });
    const [line, remedy] = sumOf(elsewhere, probe('c', 'd', { result: 'depends' })) ?? [];
    expect(line).toMatch(/^NOTHING PROVEN {2}2 probes: 0 as expected, 0 not, 1 not run as others make/);
    expect(remedy).toContain('--target kubeconfig --attach');
    expect(sumOf(elsewhere, probe('c', 'd'))?.[0]).toMatch(/^AS DECLARED/);
  });

  test('names the target and the time', () => {
    expect(sumOf(probe('a', 'b'))?.[1]).toBe('target embedded, 1 node, 1 Pod, 0.6 s');
  });
});
