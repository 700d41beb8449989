import type { EnvExpectation } from '../expectation';
import type { EnvVerdict } from '../probe';
import type { Kind } from './kind';
import { isSame, sorted } from './kind';

/** A container has these variables. */
export const env: Kind<EnvExpectation, EnvVerdict> = {
  describe(expect) {
    return assignments(expect.env).join(' ');
  },
  seeks() {
    return 'nothing';
  },
  outcomeOf() {
    return 'variables';
  },
  difference(expect, verdict) {
    const wrong = Object.entries(expect.env).find(([name, value]) => verdict.env[name] !== value);
    return wrong === undefined ? undefined : `${wrong[0]} is ${verdict.env[wrong[0]] ?? 'not set'}`;
  },
  // Node ports are not among the variables, so whatever differs here is a difference.
  agree(one, other) {
    return isSame(sorted(assignments(one.verdict.env)), sorted(assignments(other.verdict.env)));
  },
};

function assignments(variables: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(variables).map(([name, value]) => `${name}=${value}`);
}
