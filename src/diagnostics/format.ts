import type { Diagnostic } from './diagnostic';
import { formatGithub } from './format-github';
import { formatJunit } from './format-junit';
import { formatSarif } from './format-sarif';
import { formatDiagnostics } from './format-text';

/** What a formatter knows beside the findings. */
export interface Checked {
  /** How many objects were judged. */
  readonly objects: number;
  /** Version of this package. */
  readonly toolVersion: string;
}

type Formatter = (diagnostics: readonly Diagnostic[], checked: Checked) => string;

/** How findings can be printed; each ends without a line break. */
export const FORMATS = {
  text: (diagnostics, { objects }) =>
    diagnostics.length === 0
      ? `no findings on ${objects} objects`
      : `${formatDiagnostics(diagnostics)}\n\n${countsOf(diagnostics)}`,
  json: (diagnostics) => JSON.stringify({ diagnostics }, undefined, 2),
  sarif: (diagnostics, { toolVersion }) => formatSarif(diagnostics, toolVersion),
  junit: formatJunit,
  github: formatGithub,
} satisfies Readonly<Record<string, Formatter>>;

/** Names of the formats. */
export type Format = keyof typeof FORMATS;

/** `2 errors, 1 warning`. */
export function countsOf(diagnostics: readonly Diagnostic[]): string {
  return (['error', 'warning', 'info'] as const)
    .map((severity) => [severity, diagnostics.filter((diagnostic) => diagnostic.severity === severity).length] as const)
    .filter(([severity, count]) => count > 0 || severity === 'error')
    .map(([severity, count]) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ');
}
