import { compile } from './compile';
import type { Frame } from './frame';
import { COST_LIMIT } from './frame';
import { parse } from './parser';
import { Scope } from './scope';
import { tokensOf } from './tokens';
import type { Value } from './values';

/** What several evaluations may cost together. */
export interface Budget {
  left: number;
}

/** An expression, ready to be evaluated. */
export interface Program {
  /** @throws CelError if it has no value, OutOfBudget if it takes too long */
  evaluate(...values: Value[]): Value;
  /** The same, with what it costs taken from a budget, below nothing if need be. */
  evaluateFor(budget: Budget, ...values: Value[]): Value;
  /** Whether the expression names a variable. */
  uses(variable: string): boolean;
}

/**
 * Compiles an expression of CEL with the functions that Kubernetes adds to it.
 *
 * @param variables their names, in the order in which `evaluate` takes their values
 * @throws CelSyntaxError for what is not an expression, and for names that nothing has
 */
export function programOf(source: string, variables: readonly string[]): Program {
  const evaluate = compile(parse(source), Scope.of(variables));
  const used = new Set(variables.filter((variable) => mentions(source, variable)));
  return {
    evaluate: (...values) => evaluate({ values, budget: COST_LIMIT }),
    evaluateFor(budget, ...values) {
      const frame: Frame = { values, budget: COST_LIMIT };
      try {
        return evaluate(frame);
      } finally {
        budget.left -= COST_LIMIT - frame.budget;
      }
    },
    uses: (variable) => used.has(variable),
  };
}

function mentions(source: string, variable: string): boolean {
  const texts = tokensOf(source).map((token) => (token.type === 'value' ? undefined : token.text));
  return texts.some((text, index) => text === variable && texts[index - 1] !== '.');
}
