import type { ObjectRef } from '../terms/object-ref';
import { formatter } from '../terms/printable';
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
export const formatDiagnostics = formatter((diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(layOut).join('\n\n'),
);

function layOut(diagnostic: Diagnostic): string {
  const { severity, rule, construct, position, object, path, detail, why, fix } = diagnostic;
  const place = construct ?? (position === undefined ? undefined : printPosition(position));
  const head = [
    `${severity} ${rule}`,
    ...(place === undefined ? [] : [place]),
    `(${isOption(diagnostic) ? 'in the options' : printRef(object)})`,
  ].join('  ');
  return [head, `  ${path === '' ? '' : `${path}: `}${detail}`, `  why: ${why}`, `  fix: ${fix}`].join('\n');
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
