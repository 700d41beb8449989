import { parseIP } from '../terms/ip';
import type { JsonObject } from '../terms/json';
import { isObject } from '../terms/json';
import { printable } from '../terms/printable';

/**
 * What ought to be reachable and what not, as it is declared beside manifests: the content of `connectivity.intents`,
 * which synthesis writes and the conformance runner reads. `kubectl apply -f DIR` skips files of that name.
 */
export interface IntentFile {
  readonly version: 1;
  readonly intents: readonly Intent[];
}

/** Name of the file with the intents, in the output directory of synthesis. */
export const INTENTS_FILE = 'connectivity.intents';

/** One declaration: from there, that can be reached, or cannot. */
export interface Intent {
  /** Path of the construct and a number, counted from 1: `shop/paths#1`. */
  readonly id: string;
  /** Path of the construct that declares it. */
  readonly construct: string;
  readonly expect: 'allow' | 'deny';
  readonly from: IntentFrom;
  readonly to: IntentTo;
}

/** Who connects: all Pods of a workload, somebody outside the cluster, or a process on a node. */
export type IntentFrom =
  | { readonly workload: WorkloadName }
  /** @param address default: that of a machine on the network of the nodes */
  | { readonly outside: true; readonly address?: string }
  | { readonly node: string };

/** The workload whose Pods connect. */
export interface WorkloadName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Kinds whose Pods can connect. */
export const WORKLOAD_KINDS: readonly string[] = [
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
];

/** To what: a port of a Service (each of its ports if none is named), or a URL. */
export type IntentTo =
  | { readonly service: { readonly namespace: string; readonly name: string }; readonly port?: number | string }
  | { readonly url: string };

/** A file of intents that cannot be used: which, where in it, what stands there, and what should. */
export class IntentFileError extends Error {
  override readonly name = 'IntentFileError';

  constructor(
    /** The file. */
    readonly source: string,
    /** Where in the file: `intents[2].from`. Empty for the file as a whole. */
    readonly path: string,
    /** What is wrong there. */
    readonly problem: string,
    /** What to do about it. */
    readonly remedy = 'it is written by synthesis: synthesize again with this version of cdk8s-net',
  ) {
    super(printable(`${source}${path === '' ? '' : `: ${path}`}: ${problem}; ${remedy}`));
  }
}

/** The intents as text, as they stand in the file. */
export function formatIntents(intents: readonly Intent[]): string {
  return `${JSON.stringify({ version: 1, intents } satisfies IntentFile, undefined, 2)}\n`;
}

/**
 * Reads the text of a file of intents.
 *
 * @param source What to call the file in errors.
 * @throws IntentFileError if it is not such a file, or of a version that is not known here
 */
export function parseIntents(text: string, source = INTENTS_FILE): readonly Intent[] {
  try {
    return intentsOf(JSON.parse(text));
  } catch (error) {
    if (error instanceof Fault) throw new IntentFileError(source, error.path, error.message);
    throw new IntentFileError(source, '', `is not JSON: ${(error as Error).message}`);
  }
}

/** What is wrong, where; {@link parseIntents} adds the file. */
class Fault extends Error {
  constructor(
    readonly path: string,
    problem: string,
  ) {
    super(problem);
  }
}

function intentsOf(file: unknown): readonly Intent[] {
  const { version, intents } = objectOf(file, '');
  if (version !== 1) throw new Fault('version', `expected 1, found ${show(version)}`);
  if (!Array.isArray(intents)) throw new Fault('intents', `expected a list, found ${show(intents)}`);
  return intents.map((intent: unknown, index) => intentOf(intent, `intents[${index}]`));
}

function intentOf(given: unknown, path: string): Intent {
  const intent = objectOf(given, path);
  const { expect } = intent;
  if (expect !== 'allow' && expect !== 'deny') {
    throw new Fault(`${path}.expect`, `expected "allow" or "deny", found ${show(expect)}`);
  }
  return {
    id: textOf(intent, 'id', path),
    construct: textOf(intent, 'construct', path),
    expect,
    from: sourceOf(objectOf(intent.from, `${path}.from`), `${path}.from`),
    to: destinationOf(objectOf(intent.to, `${path}.to`), `${path}.to`),
  };
}

function sourceOf(from: JsonObject, path: string): IntentFrom {
  if (from.outside === true) {
    if (from.address === undefined) return { outside: true };
    const address = textOf(from, 'address', path);
    if (parseIP(address) !== undefined) return { outside: true, address };
    throw new Fault(`${path}.address`, `expected an IP address, found ${show(address)}`);
  }
  if (from.node !== undefined) return { node: textOf(from, 'node', path) };
  if (from.workload === undefined) {
    throw new Fault(path, `expected a workload, a node or {"outside":true}, found ${show(from)}`);
  }
  const workload = objectOf(from.workload, `${path}.workload`);
  return { workload: { kind: textOf(workload, 'kind', `${path}.workload`), ...nameOf(workload, `${path}.workload`) } };
}

function destinationOf(to: JsonObject, path: string): IntentTo {
  if (to.url !== undefined) return { url: textOf(to, 'url', path) };
  if (to.service === undefined) throw new Fault(path, `expected a service or a url, found ${show(to)}`);
  const service = nameOf(objectOf(to.service, `${path}.service`), `${path}.service`);
  const { port } = to;
  if (port === undefined) return { service };
  if (typeof port === 'number' || typeof port === 'string') return { service, port };
  throw new Fault(`${path}.port`, `expected the name or number of a port, found ${show(port)}`);
}

function nameOf(object: JsonObject, path: string): { readonly namespace: string; readonly name: string } {
  return { namespace: textOf(object, 'namespace', path), name: textOf(object, 'name', path) };
}

function objectOf(value: unknown, path: string): JsonObject {
  if (isObject(value)) return value;
  throw new Fault(path, `expected an object, found ${show(value)}`);
}

function textOf(object: JsonObject, field: string, path: string): string {
  const value = object[field];
  if (typeof value === 'string' && value !== '') return value;
  throw new Fault(`${path}.${field}`, `expected a text, found ${show(value)}`);
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
