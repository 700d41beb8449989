import { formatDiagnostics } from '../diagnostics/format-text';
import { checkManifests } from '../rules/check-manifests';
import type { MatcherResult } from './subject';
import { manifestsOf } from './subject';

/** `expect(app).toHaveNoFindings()`. */
export function toHaveNoFindings(subject: unknown): MatcherResult {
  const manifests = manifestsOf(subject, 'toHaveNoFindings');
  const diagnostics = checkManifests(manifests);
  return {
    pass: diagnostics.length === 0,
    message: () =>
      diagnostics.length === 0
        ? `expected findings on ${manifests.length} objects, but there are none`
        : `expected no findings on ${manifests.length} objects, but there are ${diagnostics.length}:\n\n${formatDiagnostics(diagnostics)}`,
  };
}
