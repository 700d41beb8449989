import type { Diagnostic } from '../diagnostics/diagnostic';
import type { ObjectRef } from '../terms/object-ref';
import type { Finding } from './cursor';
import type { StagedRule } from './rule';

/** What a rule says of itself, whatever it was applied to. */
type Words = Pick<StagedRule, 'id' | 'source' | 'severity' | 'why' | 'fix' | 'docs'>;

/** A finding, in the words of its rule where it has none of its own. */
export function diagnosticOf(rule: Words, object: ObjectRef, finding: Finding): Diagnostic {
  const { kind, path, value, detail } = finding;
  return {
    rule: rule.id,
    source: rule.source,
    severity: finding.severity ?? rule.severity,
    kind,
    object,
    path,
    ...(value === undefined ? {} : { value }),
    detail,
    why: finding.why ?? rule.why,
    fix: finding.fix ?? rule.fix,
    ...(rule.docs === undefined ? {} : { docs: rule.docs }),
  };
}
