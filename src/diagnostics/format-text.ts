import type { ObjectRef } from '../terms/object-ref';
import { groupBy } from '../terms/maps';
import { formatter } from '../terms/printable';
import { listed } from '../terms/sentence';
import type { Diagnostic, SourcePosition } from './diagnostic';

/**
 * A diagnostic as text of four lines, without colours and without a line break at its end:
 * ```
 * error service/node-port-range  shop/web  (Service web, namespace shop)
 *   spec.ports[0].nodePort: Invalid value: 8080: provided port is not in the valid range. ...
 *   why: kube-apiserver refuses a nodePort outside --service-node-port-range
 *   fix: leave nodePort out so that the cluster picks one, or choose a number in the range
 * ```
 * After the rule stands the construct, or the file, line and column; neither if the object has no known origin.
 */
export const formatText = formatter(layOut);

/** Several diagnostics, with an empty line between them. */
export const formatDiagnostics = formatter(layOutAll);

/** The same, where what is worth knowing (severity `info`) is summed up: one line for each rule, at the end. */
export const summarizeDiagnostics = formatter((diagnostics: readonly Diagnostic[]) => {
  const infos = diagnostics.filter(({ severity }) => severity === 'info');
  const others = diagnostics.filter(({ severity }) => severity !== 'info');
  const sums = [...groupBy(infos, ({ rule }) => rule).values()].map(sumUp).join('\n');
  const same = [...groupBy(others, wordsOf).values()].map(layOutSame).join('\n\n');
  return [same, sums].filter((part) => part !== '').join('\n\n');
});

function layOutAll(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(layOut).join('\n\n');
}

function layOut(diagnostic: Diagnostic): string {
  const { severity, rule, why, fix } = diagnostic;
  const head = [`${severity} ${rule}`, ...placesOf(diagnostic)].join('  ');
  return [head, `  ${whatOf(diagnostic)}`, `  why: ${why}`, `  fix: ${fix}`].join('\n');
}

/** What a diagnostic says, whatever object it is about; errors stand for themselves. */
function wordsOf(diagnostic: Diagnostic): unknown {
  const { severity, rule, path, detail, why, fix } = diagnostic;
  return severity === 'error' ? diagnostic : JSON.stringify([rule, path, detail, why, fix]);
}

/** Several objects of which the same is said. */
function layOutSame([first, ...others]: readonly Diagnostic[]): string {
  if (first === undefined) return '';
  if (others.length === 0) return layOut(first);
  const also = listed(others.map(({ object }) => printRef(object)));
  return `${layOut(first)}\n  also: ${also}`;
}

/** `info links/scaled-to-zero  5 times, first at  shop.yaml:7:5  (Service web, namespace shop): ...`. */
function sumUp(infos: readonly Diagnostic[]): string {
  const [first] = infos;
  if (first === undefined) return '';
  const times = infos.length === 1 ? [] : [`${infos.length} times, first at`];
  return `${[`info ${first.rule}`, ...times, ...placesOf(first)].join('  ')}: ${whatOf(first)}`;
}

function placesOf(diagnostic: Diagnostic): readonly string[] {
  const { construct, position, object } = diagnostic;
  const place = construct ?? (position === undefined ? undefined : printPosition(position));
  return [...(place === undefined ? [] : [place]), `(${isOption(diagnostic) ? 'in the options' : printRef(object)})`];
}

function whatOf({ path, detail }: Diagnostic): string {
  return path === '' ? detail : `${path}: ${detail}`;
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
