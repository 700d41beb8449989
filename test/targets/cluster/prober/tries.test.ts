import fc from 'fast-check';
import type { Observation } from '../../../../src/probes/observation';
import { DEFAULT_BUDGETS } from '../../../../src/targets/budgets';
import { DEFAULT_CLUSTER_BUDGETS } from '../../../../src/targets/cluster/cluster-budgets';
import { isEnough } from '../../../../src/targets/cluster/prober/tries';

const BUDGETS = { ...DEFAULT_BUDGETS, ...DEFAULT_CLUSTER_BUDGETS };

const reached = (by: string, clientIP = '10.0.0.9'): Observation => ({ outcome: 'reached', by, clientIP });
const refused: Observation = { outcome: 'refused' };
const timedOut: Observation = { outcome: 'timedOut' };
const times = (count: number, observation: Observation): Observation[] => Array<Observation>(count).fill(observation);

describe('how often a probe is tried', () => {
  test('eleven times where all answers are the same', () => {
    expect(isEnough(times(10, reached('a')), BUDGETS)).toBe(false);
    expect(isEnough(times(11, reached('a')), BUDGETS)).toBe(true);
  });

  test('seven times more for every further answer, a refusal being one', () => {
    expect(isEnough([...times(17, reached('a')), refused], BUDGETS)).toBe(true);
    expect(isEnough([...times(16, reached('a')), refused], BUDGETS)).toBe(false);
  });

  test('twice where nobody answers', () => {
    expect(isEnough([timedOut], BUDGETS)).toBe(false);
    expect(isEnough(times(2, timedOut), BUDGETS)).toBe(true);
    expect(isEnough([...times(2, timedOut), refused], BUDGETS)).toBe(false);
  });

  test('never more often than the limit', () => {
    const all = fc.array(
      fc.stringMatching(/^[a-z]$/).map((by) => reached(by)),
      { minLength: 40, maxLength: 60 },
    );
    fc.assert(fc.property(all, (observations) => isEnough(observations, BUDGETS)));
  });
});
