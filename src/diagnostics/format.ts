import { formatter, printable, printableJson, type Printable } from '../terms/printable';
import type { Diagnostic } from './diagnostic';
import { formatGithub } from './format-github';
import { formatJunit } from './format-junit';
import { formatSarif, type RuleTexts } from './format-sarif';
import { formatDiagnostics, summarizeDiagnostics } from './format-text';

/** What a formatter knows beside the findings. */
export interface Checked {
  /** How many objects were judged. */
  readonly objects: number;
  /** The rules that were applied. */
  readonly rules: readonly RuleTexts[];
  /** Version of this package. */
  readonly toolVersion: string;
  /** Whether text has each finding of severity `info`, and not one line for each rule. Default: false. */
  readonly verbose?: boolean;
}

type Formatter = (diagnostics: readonly Diagnostic[], checked: Checked) => Printable;

/** How findings can be printed; each ends without a line break. */
export const FORMATS = {
  text: (diagnostics, { objects, verbose }) =>
    diagnostics.length === 0 ? printable(`no findings on ${objects} objects`) : formatFindings(diagnostics, verbose),
  json: (diagnostics) => printableJson({ diagnostics }),
  sarif: (diagnostics, { rules, toolVersion }) => formatSarif(diagnostics, rules, toolVersion),
  junit: formatJunit,
  github: formatGithub,
} satisfies Readonly<Record<string, Formatter>>;

/** Names of the formats. */
export type Format = keyof typeof FORMATS;

/** Findings as text, and how many there are; those of severity `info` are summed up unless `verbose` is true. */
export const formatFindings = formatter((diagnostics: readonly Diagnostic[], verbose = false) => {
  const isShort = !verbose && diagnostics.some(({ severity }) => severity === 'info');
  const text = isShort ? summarizeDiagnostics(diagnostics) : formatDiagnostics(diagnostics);
  return `${text}\n\n${countsOf(diagnostics)}${isShort ? ' (check --verbose shows each info)' : ''}`;
});

/** `2 errors, 1 warning`. */
export function countsOf(diagnostics: readonly Diagnostic[]): string {
  return (['error', 'warning', 'info'] as const)
    .map((severity) => [severity, diagnostics.filter((diagnostic) => diagnostic.severity === severity).length] as const)
    .filter(([severity, count]) => count > 0 || severity === 'error')
    .map(([severity, count]) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ');
}
