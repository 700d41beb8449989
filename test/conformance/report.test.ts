import { exitCodeOf, summarize } from '../../src/conformance/report';

describe('the outcome algebra', () => {
  test('counts every probe once', () => {
    const results = ['passed', 'passed', 'failed', 'notRun', 'notSupported'] as const;
    expect(summarize(results.map((result) => ({ result })))).toEqual({
      passed: 2,
      failed: 1,
      notRun: 1,
      notSupported: 1,
    });
  });

  test.each([
    [{ passed: 1, failed: 0, notRun: 0, notSupported: 0 }, 0],
    [{ passed: 1, failed: 0, notRun: 0, notSupported: 1 }, 0],
    [{ passed: 0, failed: 0, notRun: 0, notSupported: 1 }, 2],
    [{ passed: 1, failed: 1, notRun: 0, notSupported: 0 }, 1],
    [{ passed: 1, failed: 1, notRun: 1, notSupported: 0 }, 1],
    [{ passed: 1, failed: 0, notRun: 1, notSupported: 0 }, 2],
  ])('%j exits with %i', (summary, code) => expect(exitCodeOf(summary)).toBe(code));
});
