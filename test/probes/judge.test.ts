import type { Expectation, PlannedProbe } from '../../src/probes/expectation';
import type { JudgedProbe, Result } from '../../src/probes/judge';
import { judge, withControls } from '../../src/probes/judge';
import type { Outcome, Vantage, Verdict } from '../../src/probes/probe';

const OUTCOMES: readonly Outcome[] = ['reached', 'refused', 'timedOut', 'unresolved', 'closed'];
const NOT_RUN: Verdict = { kind: 'notRun', outcome: 'notRun', reason: 'the prober did not start' };

describe('a connection that should be reached', () => {
  const expect_: Expectation = { kind: 'connection', outcome: 'reached', by: ['shop/a', 'shop/b'], status: 200 };

  test.each<[string, Verdict, Result]>([
    [
      'passes when one of the Pods answers',
      { kind: 'connection', outcome: 'reached', by: ['shop/a'], status: 200 },
      'passed',
    ],
    [
      'passes when all of them do',
      { kind: 'connection', outcome: 'reached', by: ['shop/a', 'shop/b'], status: 200 },
      'passed',
    ],
    [
      'fails when a stranger answers',
      { kind: 'connection', outcome: 'reached', by: ['shop/c'], status: 200 },
      'failed',
    ],
    [
      'fails when a stranger answers, too',
      { kind: 'connection', outcome: 'reached', by: ['shop/a', 'shop/c'], status: 200 },
      'failed',
    ],
    [
      'fails when the status is another',
      { kind: 'connection', outcome: 'reached', by: ['shop/a'], status: 404 },
      'failed',
    ],
    [
      'fails when some tries do not get through',
      { kind: 'connection', outcome: 'reached', by: ['shop/a'], status: 200, also: ['refused'] },
      'failed',
    ],
    ['is not run when nothing was learnt', NOT_RUN, 'notRun'],
  ])('%s', (_, verdict, result) => expect(judge(expect_, verdict).result).toBe(result));

  test.each(OUTCOMES.filter((outcome) => outcome !== 'reached'))('fails when it is %s', (outcome) => {
    expect(judge(expect_, { kind: 'connection', outcome })).toEqual({ result: 'failed', detail: outcome });
  });
});

describe('a connection that should be blocked', () => {
  test.each(OUTCOMES)('passes unless it is reached: %s', (outcome) => {
    expect(judge({ kind: 'connection', outcome: 'blocked' }, { kind: 'connection', outcome }).result).toBe(
      outcome === 'reached' ? 'failed' : 'passed',
    );
  });

  test('passes when only the Ingress controller answers, with an error', () => {
    expect(
      judge({ kind: 'connection', outcome: 'blocked' }, { kind: 'connection', outcome: 'reached', by: [], status: 404 })
        .result,
    ).toBe('passed');
    expect(
      judge({ kind: 'connection', outcome: 'blocked' }, { kind: 'connection', outcome: 'reached', by: [], status: 200 })
        .result,
    ).toBe('failed');
    expect(
      judge(
        { kind: 'connection', outcome: 'blocked' },
        { kind: 'connection', outcome: 'reached', by: ['shop/a'], status: 500 },
      ).result,
    ).toBe('failed');
  });

  test('an error of the client is a no as well', () => {
    const refused: Verdict = { kind: 'connection', outcome: 'reached', by: [], status: 400 };
    expect(judge({ kind: 'connection', outcome: 'blocked' }, refused).result).toBe('passed');
  });

  test('is not run, rather than blocked, when nothing was learnt', () => {
    expect(judge({ kind: 'connection', outcome: 'blocked' }, NOT_RUN).result).toBe('notRun');
  });
});

describe('records', () => {
  const expect_: Expectation = { kind: 'dns', data: ['10.0.0.1', '10.0.0.2'] };
  const record = (data: string) => ({ name: 'web.', type: 'A', data });

  test.each<[string, Verdict, Result]>([
    ['pass when all are expected', { kind: 'dns', rcode: 'NOERROR', records: [record('10.0.0.1')] }, 'passed'],
    [
      'fail when one is not',
      { kind: 'dns', rcode: 'NOERROR', records: [record('10.0.0.1'), record('10.0.0.9')] },
      'failed',
    ],
    ['fail when there are none', { kind: 'dns', rcode: 'NOERROR', records: [] }, 'failed'],
    ['fail when the name does not exist', { kind: 'dns', rcode: 'NXDOMAIN', records: [] }, 'failed'],
    ['fail when no server answers', { kind: 'dns', rcode: 'TIMEOUT', records: [] }, 'failed'],
  ])('%s', (_, verdict, result) => expect(judge(expect_, verdict).result).toBe(result));

  test('is neither passed nor failed where somebody decides between both', () => {
    const either = [
      { kind: 'dns', rcode: 'NOERROR', records: [record('10.0.0.1')] },
      { kind: 'dns', rcode: 'TIMEOUT', records: [] },
    ] as const;
    const depends = { kind: 'depends', outcome: 'implementationSpecific', on: 'the plugin', why: 'whether' } as const;
    expect(judge(expect_, { ...depends, either }).result).toBe('depends');
    expect(judge(expect_, { ...depends, either: [either[1], either[1]] }).result).toBe('failed');
  });

  test('cannot be judged by a verdict of another kind', () => {
    expect(() => judge(expect_, { kind: 'connection', outcome: 'reached' })).toThrow(TypeError);
  });
});

describe('variables', () => {
  const expect_: Expectation = { kind: 'env', env: { WEB_SERVICE_PORT: '80' } };

  test.each<[string, Verdict, Result]>([
    [
      'pass when all are there, whatever else is',
      { kind: 'env', env: { WEB_SERVICE_PORT: '80', HOME: '/' } },
      'passed',
    ],
    ['fail when one has another value', { kind: 'env', env: { WEB_SERVICE_PORT: '81' } }, 'failed'],
    ['fail when one is not set', { kind: 'env', env: {} }, 'failed'],
  ])('%s', (_, verdict, result) => expect(judge(expect_, verdict).result).toBe(result));
});

describe('a blocked connection', () => {
  const judged = (from: Vantage, expectation: Expectation, verdict: Verdict): JudgedProbe => ({
    probe: { from, expect: expectation } as PlannedProbe,
    verdict,
    judgement: judge(expectation, verdict),
  });
  const blocked = judged(
    { outside: true },
    { kind: 'connection', outcome: 'blocked' },
    { kind: 'connection', outcome: 'timedOut' },
  );
  const control = (from: Vantage, outcome: Outcome) =>
    judged(from, { kind: 'connection', outcome: 'reached' }, { kind: 'connection', outcome });
  const resultOf = (others: readonly JudgedProbe[]) => [...withControls([blocked, ...others])][0]?.judgement.result;

  test('counts when another one from the same place got through', () => {
    expect(resultOf([control({ outside: true }, 'reached')])).toBe('passed');
  });

  test('proves nothing when nothing else was tried', () => expect(resultOf([])).toBe('notRun'));

  test('proves nothing when the control failed', () => {
    expect(resultOf([control({ outside: true }, 'refused')])).toBe('notRun');
  });

  test('proves nothing when the control is somewhere else', () => {
    expect(resultOf([control({ node: 'worker' }, 'reached')])).toBe('notRun');
  });

  const dns: Verdict = { kind: 'dns', rcode: 'NOERROR', records: [{ name: 'web.', type: 'A', data: '10.0.0.1' }] };
  const silent: Expectation = { kind: 'dns', outcome: 'blocked', because: 'NetworkPolicy shop/deny' };

  test.each<[string, Expectation, Verdict, Result]>([
    [
      'counts when a request was answered from there',
      { kind: 'request', outcome: 'reached' },
      { kind: 'request', outcome: 'reached' },
      'passed',
    ],
    ['counts when a name had records there', { kind: 'dns', data: ['10.0.0.1'] }, dns, 'passed'],
    [
      'proves nothing when no DNS server answered there, as expected',
      silent,
      { kind: 'dns', rcode: 'TIMEOUT', records: [] },
      'notRun',
    ],
    [
      'proves nothing when only variables were read there',
      { kind: 'env', env: {} },
      { kind: 'env', env: {} },
      'notRun',
    ],
  ])('%s', (_, expectation, verdict, result) => {
    expect(resultOf([judged({ outside: true }, expectation, verdict)])).toBe(result);
  });

  test('that got through is a failure with or without a control', () => {
    const open = judged(
      { outside: true },
      { kind: 'connection', outcome: 'blocked' },
      { kind: 'connection', outcome: 'reached', by: ['shop/a'] },
    );
    expect([...withControls([open])][0]?.judgement.result).toBe('failed');
  });
});
