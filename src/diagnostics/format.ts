import type { Style } from '../terms/layout';
import { PLAIN, wrapped } from '../terms/layout';
import { formatter, printableJson, type Printable } from '../terms/printable';
import type { Diagnostic } from './diagnostic';
import { formatGithub } from './format-github';
import { formatJunit } from './format-junit';
import { formatSarif, type RuleTexts } from './format-sarif';
import { formatDiagnostics, summarizeDiagnostics } from './format-text';

/** What a formatter knows beside the findings. */
export interface Checked {
  /** How many objects were read. */
  readonly objects: number;
  /** Kinds that no rule knows, and how many of the objects are of each. Default: none. */
  readonly unknown?: readonly (readonly [kind: string, count: number])[];
  /** How many findings a baseline left out. Default: 0. */
  readonly known?: number;
  /** What was left out, and why. Default: nothing. */
  readonly skipped?: readonly string[];
  /** The rules that were applied. */
  readonly rules: readonly RuleTexts[];
  /** Version of this package. */
  readonly toolVersion: string;
  /** Whether text has each finding of severity `info`, and not one line for each rule. Default: false. */
  readonly verbose?: boolean;
  /** How text is laid out. Default: without colours, in lines of any length. */
  readonly style?: Style;
}

type Formatter = (diagnostics: readonly Diagnostic[], checked: Checked) => Printable;

/** How findings can be printed; each ends without a line break. */
export const FORMATS = {
  text: (diagnostics, { objects, known = 0, unknown = [], skipped = [], verbose = false, style = PLAIN }) =>
    formatChecked({ diagnostics, unknown, skipped }, { objects, known }, verbose, style),
  json: (diagnostics) => printableJson({ diagnostics }),
  sarif: (diagnostics, { rules, toolVersion }) => formatSarif(diagnostics, rules, toolVersion),
  junit: formatJunit,
  github: formatGithub,
} satisfies Readonly<Record<string, Formatter>>;

/** Names of the formats. */
export type Format = keyof typeof FORMATS;

type Told = Required<Pick<Checked, 'unknown' | 'skipped'>> & { readonly diagnostics: readonly Diagnostic[] };

const formatChecked = formatter(
  ({ diagnostics, unknown, skipped }: Told, counts: Counts, verbose: boolean, style: Style) => {
    const others = unknown.reduce((sum, [, count]) => sum + count, 0);
    const judged = plural(counts.objects - others, 'object');
    const kinds = unknown.toSorted(([, a], [, b]) => b - a).map(([kind]) => kind);
    const named = `${kinds.slice(0, MAX_KINDS).join(', ')}${kinds.length > MAX_KINDS ? ', ...' : ''}`;
    const notJudged = others === 0 ? '' : `, ${others} of kinds that this tool does not know (${named})`;
    const left = skipped.length === 0 ? '' : `${plural(skipped.length, 'file')} skipped`;
    const list = verbose ? skipped.map((each) => `\n  ${each}`).join('') : '';
    const skips = left === '' ? '' : verbose ? `\n${left}:${list}` : `\n${left} (check --verbose lists them)`;
    const found = counts.known === 0 ? 'no findings' : 'no new findings';
    if (diagnostics.length === 0) return `${found} on ${judged}${notJudged}${skips}`;
    const sum = notJudged === '' ? '' : `\n${judged} judged${notJudged}`;
    return `${layOutFindings(diagnostics, verbose, style)}${sum}${skips}`;
  },
);

type Counts = Required<{ readonly [name in 'objects' | 'known']: number }>;

/** So many kinds are named. */
const MAX_KINDS = 5;

/** Findings as text, and how many there are; those of severity `info` are summed up unless `verbose` is true. */
export const formatFindings = formatter((diagnostics: readonly Diagnostic[], style: Style = PLAIN) =>
  layOutFindings(diagnostics, false, style),
);

function layOutFindings(diagnostics: readonly Diagnostic[], verbose: boolean, style: Style): string {
  const isShort = !verbose && diagnostics.some(({ severity }) => severity === 'info');
  const text = isShort ? summarizeDiagnostics(diagnostics, style) : formatDiagnostics(diagnostics, style);
  const counts = `${countsOf(diagnostics)}${isShort ? ' (check --verbose shows each info)' : ''}`;
  const asides = [...whereToRead(diagnostics), counts].map((line) => wrapped(line, style, 2));
  return [text, asides.join('\n')].join('\n\n');
}

/** Where a rule is told with examples: once, whatever was found. */
function whereToRead(diagnostics: readonly Diagnostic[]): readonly string[] {
  const [first] = diagnostics.filter(({ docs }) => docs !== undefined);
  return first === undefined ? [] : [`more on a rule, with examples: cdk8s-net rules ${first.rule}`];
}

/** `2 errors, 1 warning`. */
export function countsOf(diagnostics: readonly Diagnostic[]): string {
  return (['error', 'warning', 'info'] as const)
    .map((severity) => [severity, diagnostics.filter((diagnostic) => diagnostic.severity === severity).length] as const)
    .filter(([severity, count]) => count > 0 || severity === 'error')
    .map(([severity, count]) => plural(count, severity))
    .join(', ');
}

function plural(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
