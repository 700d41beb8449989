import pc from 'picocolors';
import type { Style } from '../terms/layout';
import { PLAIN, wrapped } from '../terms/layout';
import { groupBy } from '../terms/maps';
import type { ObjectRef } from '../terms/object-ref';
import { formatter } from '../terms/printable';
import { listed } from '../terms/sentence';
import type { Diagnostic, SourcePosition } from './diagnostic';
import { whatOf } from './what-of';

/**
 * A diagnostic as text of four lines, without colours and without a line break at its end:
 * ```
 * error service/node-port-range  shop/web  (Service web, namespace shop)
 *   spec.ports[0].nodePort: Invalid value: 8080: provided port is not in the valid range. ...
 *   why: kube-apiserver refuses a nodePort outside --service-node-port-range
 *   fix: Leave nodePort out so that the cluster picks one, or choose a number in the range.
 * ```
 * After the rule stands the construct, or the file, line and column; neither if the object has no known origin.
 */
export const formatText = formatter((diagnostic: Diagnostic, style: Style = PLAIN) => layOut(diagnostic, style));

/** Several diagnostics, with an empty line between them. */
export const formatDiagnostics = formatter((diagnostics: readonly Diagnostic[], style: Style = PLAIN) =>
  layOutAll(diagnostics, style),
);

/** The same, where what is worth knowing (severity `info`) is summed up: one line for each rule, at the end. */
export const summarizeDiagnostics = formatter((diagnostics: readonly Diagnostic[], style: Style = PLAIN) => {
  const infos = diagnostics.filter(({ severity }) => severity === 'info');
  const others = diagnostics.filter(({ severity }) => severity !== 'info');
  const sums = [...groupBy(infos, ({ rule }) => rule).values()].map((each) => sumUp(each, style)).join('\n');
  const same = [...groupBy(others, wordsOf).values()].map((each) => layOutSame(each, style)).join('\n\n');
  return [same, sums].filter((part) => part !== '').join('\n\n');
});

function layOutAll(diagnostics: readonly Diagnostic[], style: Style): string {
  return diagnostics.map((each) => layOut(each, style)).join('\n\n');
}

function layOut(diagnostic: Diagnostic, style: Style): string {
  const { why, fix } = diagnostic;
  const colors = pc.createColors(style.colors);
  const head = wrapped([headOf(diagnostic), ...placesOf(diagnostic)].join('  '), style, 4);
  return [
    painted(head, diagnostic, colors),
    wrapped(`  ${whatOf(diagnostic)}`, style, 4),
    labelled('why', why, style),
    labelled('fix', fix, style),
  ].join('\n');
}

function labelled(label: string, text: string, style: Style): string {
  return wrapped(`  ${label}: ${text}`, style, 4).replace(label, () => pc.createColors(style.colors).dim(label));
}

type Colors = ReturnType<typeof pc.createColors>;

function headOf({ severity, rule }: Diagnostic): string {
  return `${severity} ${rule}`;
}

/** The head of a text in the colours of its severity. */
function painted(text: string, diagnostic: Diagnostic, colors: Colors): string {
  const { severity, rule } = diagnostic;
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  return text.replace(headOf(diagnostic), () => `${paint(severity)} ${colors.bold(rule)}`);
}

/** What a diagnostic says, whatever object it is about; errors stand for themselves. */
function wordsOf(diagnostic: Diagnostic): unknown {
  const { severity, rule, path, detail, why, fix } = diagnostic;
  return severity === 'error' ? diagnostic : JSON.stringify([rule, path, detail, why, fix]);
}

/** Several objects of which the same is said. */
function layOutSame([first, ...others]: readonly Diagnostic[], style: Style): string {
  if (first === undefined) return '';
  if (others.length === 0) return layOut(first, style);
  const also = listed(others.map(({ object }) => printRef(object)));
  return `${layOut(first, style)}\n${labelled('also', also, style)}`;
}

/** `info links/scaled-to-zero  5 times, first at  shop.yaml:7:5  (Service web, namespace shop): ...`. */
function sumUp(infos: readonly Diagnostic[], style: Style): string {
  const [first] = infos;
  if (first === undefined) return '';
  const times = infos.length === 1 ? [] : [`${infos.length} times, first at`];
  const line = `${[headOf(first), ...times, ...placesOf(first)].join('  ')}: ${whatOf(first)}`;
  return painted(wrapped(line, style, 4), first, pc.createColors(style.colors));
}

function placesOf(diagnostic: Diagnostic): readonly string[] {
  const { construct, position, object } = diagnostic;
  const place = construct ?? (position === undefined ? undefined : printPosition(position));
  return [...(place === undefined ? [] : [place]), `(${isOption(diagnostic) ? 'in the options' : printRef(object)})`];
}

function printPosition({ source, line, column }: SourcePosition): string {
  return `${source}:${line}:${column}`;
}

/** An entry of the option `acknowledge` that names no object. */
function isOption({ object, path }: Diagnostic): boolean {
  return object.kind === '' && path.startsWith('acknowledge[');
}

/** What has no kind or no name is the first thing to be told about it. */
function printRef({ kind, name, namespace }: ObjectRef): string {
  const called = `${kind === '' ? 'object without kind' : kind} ${name === '' ? 'without name' : name}`;
  return `${called}${namespace === undefined ? '' : `, namespace ${namespace}`}`;
}
