import type { ApiObject } from 'cdk8s';
import { DiagnosticError } from '../diagnostics/diagnostic-error';
import type { Manifest } from '../model/manifest';
import { checkManifests } from '../rules/check-manifests';
import { ConstructError } from './construct-error';
import { Diagnostics } from './diagnostics';
import { withdraw } from './withdraw';

/** A port of a Service or of an EndpointSlice. */
interface AnyPort {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number | string;
  readonly nodePort?: number;
}

interface Fault {
  /** `[0].nodePort`, after the path of the list. */
  readonly field: string;
  readonly value: unknown;
  readonly problem: string;
  readonly remedy: string;
}

/**
 * Throws for port numbers that no cluster accepts and for several ports of which one has no name: what the compiler
 * refuses in literals. The words are those of the rule that finds the same in manifests, where there is one. Values that
 * are not numbers, such as a `Lazy` of cdk8s, wait for synthesis.
 *
 * @param path Where the ports stand in the object: `spec.ports`.
 * @param needNames Whether all of several ports need names.
 */
export function refuseUnusablePorts(
  construct: ApiObject,
  ports: readonly AnyPort[],
  { path, needNames }: { readonly path: string; readonly needNames: boolean },
): void {
  const fault = firstFault(construct, ports, needNames);
  if (fault === undefined) return;
  const found = checkManifests([construct.toJson() as Manifest], Diagnostics.clusterOf(construct));
  const errors = found.filter(({ severity }) => severity === 'error');
  const diagnostic = errors.find((each) => each.path === path + fault.field);
  withdraw(construct);
  if (diagnostic !== undefined) throw new DiagnosticError({ ...diagnostic, construct: construct.node.path });
  throw new ConstructError(construct, { ...fault, field: path + fault.field });
}

function firstFault(construct: ApiObject, ports: readonly AnyPort[], needNames: boolean): Fault | undefined {
  for (const [index, { name, port, targetPort, nodePort }] of ports.entries()) {
    const fault =
      (nodePort === undefined ? undefined : outside('nodePort', nodePort, ...nodePortRange(construct))) ??
      outside('port', port, 1, 65535) ??
      outside('targetPort', targetPort, 1, 65535) ??
      (needNames && ports.length > 1 && (name === undefined || name === '') ? unnamed(name, ports.length) : undefined);
    if (fault !== undefined) return { ...fault, field: `[${index}].${fault.field}` };
  }
  return undefined;
}

function unnamed(name: string | undefined, count: number): Fault {
  const problem = `one of ${count} ports has no name`;
  return { field: 'name', value: name, problem, remedy: 'give every port a name of its own' };
}

function outside(field: string, value: unknown, first: number, last: number): Fault | undefined {
  if (typeof value !== 'number' || (Number.isInteger(value) && value >= first && value <= last)) return undefined;
  const remedy = `choose an integer from ${first} to ${last}${field === 'port' ? '' : ', or leave it out'}`;
  return { field, value, problem: `is not an integer from ${first} to ${last}`, remedy };
}

function nodePortRange(construct: ApiObject): readonly [number, number] {
  const [first = 1, last = 65535] = Diagnostics.clusterOf(construct).serviceNodePortRange.split('-').map(Number);
  return [first, last];
}
