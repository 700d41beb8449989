import type { Diagnostic } from '../../src/diagnostics/diagnostic';
import { DiagnosticError } from '../../src/diagnostics/diagnostic-error';
import { formatText } from '../../src/diagnostics/format-text';

test('a diagnostic error carries its diagnostic, and its message is the text of it', () => {
  const diagnostic: Diagnostic = {
    rule: 'service/port-range',
    source: 'apiserver',
    severity: 'error',
    kind: 'Invalid',
    object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
    path: 'spec.ports[0].port',
    value: 0,
    detail: 'Invalid value: 0: must be between 1 and 65535, inclusive',
    why: 'nobody can dial it',
    fix: 'choose a port',
    docs: 'docs/rules/service/port-range.md',
    construct: 'shop/web',
  };
  const error = new DiagnosticError(diagnostic);
  expect(error).toMatchObject({ name: 'DiagnosticError', diagnostic });
  expect(Object.keys(error)).toEqual(['name']);
  expect(error.message).toBe(formatText(diagnostic));
});
