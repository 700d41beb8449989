import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { RuleTexts } from '../../diagnostics/format-sarif';
import type { ManifestError } from '../../model/manifest-error';

/** What is said of every document that cannot be read; no rule can, for rules are given objects. */
export const UNREADABLE: RuleTexts = {
  id: 'decode/syntax',
  severity: 'error',
  summary: 'Every document of a manifest is YAML or JSON, and an object.',
  why: 'kubectl refuses the file; what else was found holds without this document.',
  fix: 'Correct the text at this place.',
};

/** The finding of a document that cannot be read. */
export function unreadable({ source, line, column, reason }: ManifestError): Diagnostic {
  const { id: rule, severity, why, fix } = UNREADABLE;
  const object = { apiVersion: '', kind: 'File', name: source };
  const position = { source, line, column };
  return { rule, source: 'apiserver', severity, kind: 'Invalid', object, path: '', detail: reason, why, fix, position };
}
