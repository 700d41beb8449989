import type { Expectation, PlannedProbe } from '../../src/probes/expectation';
import type { Judged, Result } from '../../src/probes/judge';
import { judge, withControls } from '../../src/probes/judge';
import type { Outcome, Vantage, Verdict } from '../../src/probes/probe';

const OUTCOMES: readonly Outcome[] = ['reached', 'refused', 'timedOut', 'unresolved', 'closed'];
const NOT_RUN: Verdict = { outcome: 'notRun', reason: 'the prober did not start' };

describe('a connection that should be reached', () => {
  const expect_: Expectation = { outcome: 'reached', by: ['shop/a', 'shop/b'], status: 200 };

  test.each<[string, Verdict, Result]>([
    ['passes when one of the Pods answers', { outcome: 'reached', by: ['shop/a'], status: 200 }, 'passed'],
    ['passes when all of them do', { outcome: 'reached', by: ['shop/a', 'shop/b'], status: 200 }, 'passed'],
    ['fails when a stranger answers', { outcome: 'reached', by: ['shop/c'], status: 200 }, 'failed'],
    ['fails when a stranger answers, too', { outcome: 'reached', by: ['shop/a', 'shop/c'], status: 200 }, 'failed'],
    ['fails when the status is another', { outcome: 'reached', by: ['shop/a'], status: 404 }, 'failed'],
    [
      'fails when some tries do not get through',
      { outcome: 'reached', by: ['shop/a'], status: 200, also: ['refused'] },
      'failed',
    ],
    ['is not run when nothing was learnt', NOT_RUN, 'notRun'],
  ])('%s', (_, verdict, result) => expect(judge(expect_, verdict).result).toBe(result));

  test.each(OUTCOMES.filter((outcome) => outcome !== 'reached'))('fails when it is %s', (outcome) => {
    expect(judge(expect_, { outcome })).toEqual({ result: 'failed', detail: outcome });
  });
});

describe('a connection that should be blocked', () => {
  test.each(OUTCOMES)('passes unless it is reached: %s', (outcome) => {
    expect(judge({ outcome: 'blocked' }, { outcome }).result).toBe(outcome === 'reached' ? 'failed' : 'passed');
  });

  test('passes when only the Ingress controller answers, with an error', () => {
    expect(judge({ outcome: 'blocked' }, { outcome: 'reached', by: [], status: 404 }).result).toBe('passed');
    expect(judge({ outcome: 'blocked' }, { outcome: 'reached', by: [], status: 200 }).result).toBe('failed');
    expect(judge({ outcome: 'blocked' }, { outcome: 'reached', by: ['shop/a'], status: 500 }).result).toBe('failed');
  });

  test('is not run, rather than blocked, when nothing was learnt', () => {
    expect(judge({ outcome: 'blocked' }, NOT_RUN).result).toBe('notRun');
  });
});

describe('records', () => {
  const expect_: Expectation = { data: ['10.0.0.1', '10.0.0.2'] };
  const record = (data: string) => ({ name: 'web.', type: 'A', data });

  test.each<[string, Verdict, Result]>([
    ['pass when all are expected', { rcode: 'NOERROR', records: [record('10.0.0.1')] }, 'passed'],
    ['fail when one is not', { rcode: 'NOERROR', records: [record('10.0.0.1'), record('10.0.0.9')] }, 'failed'],
    ['fail when there are none', { rcode: 'NOERROR', records: [] }, 'failed'],
    ['fail when the name does not exist', { rcode: 'NXDOMAIN', records: [] }, 'failed'],
    ['fail when the answer is of another kind', { outcome: 'reached' }, 'failed'],
  ])('%s', (_, verdict, result) => expect(judge(expect_, verdict).result).toBe(result));
});

describe('variables', () => {
  const expect_: Expectation = { env: { WEB_SERVICE_PORT: '80' } };

  test.each<[string, Verdict, Result]>([
    ['pass when all are there, whatever else is', { env: { WEB_SERVICE_PORT: '80', HOME: '/' } }, 'passed'],
    ['fail when one has another value', { env: { WEB_SERVICE_PORT: '81' } }, 'failed'],
    ['fail when one is not set', { env: {} }, 'failed'],
  ])('%s', (_, verdict, result) => expect(judge(expect_, verdict).result).toBe(result));
});

describe('a blocked connection', () => {
  const judged = (from: Vantage, expectation: Expectation, verdict: Verdict): Judged => ({
    probe: { from, expect: expectation } as PlannedProbe,
    verdict,
    judgement: judge(expectation, verdict),
  });
  const blocked = judged({ outside: true }, { outcome: 'blocked' }, { outcome: 'timedOut' });
  const control = (from: Vantage, outcome: Outcome) => judged(from, { outcome: 'reached' }, { outcome });
  const resultOf = (others: readonly Judged[]) => withControls([blocked, ...others])[0]?.judgement.result;

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

  test('that got through is a failure with or without a control', () => {
    const open = judged({ outside: true }, { outcome: 'blocked' }, { outcome: 'reached', by: ['shop/a'] });
    expect(withControls([open])[0]?.judgement.result).toBe('failed');
  });
});
