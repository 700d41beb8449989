import type { Diagnostic } from '../diagnostics/diagnostic';
import { countsOf } from '../diagnostics/format';
import { formatDiagnostics } from '../diagnostics/format-text';
import type { CheckOptions } from '../rules/check-options';
import { formatter, printable } from '../terms/printable';
import type { MatcherResult } from './matcher';
import { findingsOf, subjectOf } from './subject';

/** `expect(app).toHaveNoFindings()`. */
export function toHaveNoFindings(given: unknown, options: CheckOptions = {}): MatcherResult {
  const all = findingsOf(subjectOf(given, 'toHaveNoFindings'), options);
  const found = all.filter(({ severity }) => severity !== 'info');
  return {
    pass: found.length === 0,
    message: () =>
      found.length === 0
        ? printable('expected findings, but there is neither an error nor a warning')
        : describe(found),
  };
}

const describe = formatter(
  (found: readonly Diagnostic[]) =>
    `expected no findings, but there are ${countsOf(found)}:\n\n${formatDiagnostics(found)}`,
);
