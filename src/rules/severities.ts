import type { Diagnostic, Severity } from '../diagnostics/diagnostic';
import { OptionsError } from '../terms/options-error';
import type { StagedRule } from './rule';

/** Severities by rule id that replace those of the rules; `off` silences a rule. */
export type Severities = Readonly<Record<string, Severity | 'off'>>;

const LEVELS: readonly string[] = ['off', 'info', 'warning', 'error'];

/**
 * @throws OptionsError for a rule that does not exist, a severity that does not exist, and for a rule that says why
 *   the API server rejects an object, which no option changes
 */
export function checkSeverities(severities: Severities, rules: readonly StagedRule[]): void {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const [id, severity] of Object.entries(severities)) {
    const option = `severities[${id}]`;
    const rule = byId.get(id);
    if (rule === undefined) {
      throw new OptionsError(
        option,
        severity,
        'is for a rule that does not exist',
        'take the id that a finding carries',
      );
    }
    if (!LEVELS.includes(severity)) {
      throw new OptionsError(option, severity, 'is not a severity', `choose one of ${LEVELS.join(', ')}`);
    }
    if (rule.source === 'apiserver' && rule.severity === 'error') {
      const bound = 'cannot replace an error of the API server, which rejects the object all the same';
      throw new OptionsError(option, severity, bound, 'leave it out and change the object');
    }
  }
}

/** The findings with these severities, without those that are off. */
export function withSeverities(diagnostics: readonly Diagnostic[], severities: Severities): readonly Diagnostic[] {
  if (Object.keys(severities).length === 0) return diagnostics;
  return diagnostics.flatMap((diagnostic) => {
    const severity = Object.hasOwn(severities, diagnostic.rule) ? severities[diagnostic.rule] : undefined;
    if (severity === undefined) return [diagnostic];
    return severity === 'off' ? [] : [{ ...diagnostic, severity }];
  });
}
