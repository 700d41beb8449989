/**
 * Writes `src/model/gateway-api.json`: the schemas of the CRDs that Gateway API publishes, for all its versions that are known
 * here, each subtree once. Needs Go, whose client brings the module.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BundleTable, DefinitionTable } from '../src/model/gateway-tables';
import { parseManifests } from '../src/model/parse-manifests';
import { isObject, type JsonObject } from '../src/terms/json';

/** The newest patch of each minor version. */
const VERSIONS = ['v1.4.1', 'v1.5.1', 'v1.6.3', 'v1.7.0'];
const CHANNELS = ['standard', 'experimental'];
const MODULE = 'sigs.k8s.io/gateway-api';
const FILE = join(__dirname, '../src/model/gateway-api.json');

/** Fields of a schema that hold schemas; the rest of what counts is copied. */
const DROPPED = new Set(['description', 'title', 'example', 'x-kubernetes-map-type', 'x-kubernetes-validations']);
/** Of `status`, only the names of fields count: the API server drops it, but refuses unknown fields. */
const SHAPE = new Set(['type', 'properties', 'items', 'additionalProperties', 'x-kubernetes-preserve-unknown-fields']);

const lines: string[] = [];
const numbers = new Map<string, number>();

function numberOf(node: unknown): number {
  const line = JSON.stringify(node);
  const known = numbers.get(line);
  if (known !== undefined) return known;
  numbers.set(line, lines.length);
  return lines.push(line) - 1;
}

/** The number of a schema, whose parts are numbers as well. */
function schemaNumber(schema: JsonObject, isShape = false): number {
  const part = (value: unknown) => (isObject(value) ? schemaNumber(value, isShape) : value);
  const node: Record<string, unknown> = {};
  for (const name of Object.keys(schema).sort()) {
    const value = schema[name];
    if (DROPPED.has(name) || (isShape && !SHAPE.has(name))) continue;
    if (name === 'properties') node[name] = mapped(value as JsonObject, part);
    else if (['items', 'not', 'additionalProperties'].includes(name)) node[name] = part(value);
    else if (['allOf', 'anyOf', 'oneOf'].includes(name)) node[name] = (value as unknown[]).map(part);
    else node[name] = value;
  }
  const rules = schema['x-kubernetes-validations'];
  if (Array.isArray(rules) && !isShape) node['x-kubernetes-validations'] = rules.map(numberOf);
  return numberOf(node);
}

function mapped(object: JsonObject, change: (value: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

function rootNumber(schema: JsonObject): number {
  const { status, ...properties } = schema.properties as JsonObject;
  const root = schemaNumber({ ...schema, properties });
  if (!isObject(status)) return root;
  const node = JSON.parse(lines[root] ?? '{}') as JsonObject;
  return numberOf({ ...node, properties: { ...(node.properties as JsonObject), status: schemaNumber(status, true) } });
}

function definitionOf(manifest: JsonObject): readonly [string, DefinitionTable] {
  const { group, names, scope, versions } = manifest.spec as {
    group: string;
    names: { kind: string };
    scope: string;
    versions: { name: string; served: boolean; schema: { openAPIV3Schema: JsonObject } }[];
  };
  const served = versions.filter((version) => version.served);
  const numbers = served.map(({ name, schema }) => [name, rootNumber(schema.openAPIV3Schema)] as const);
  return [names.kind, { group, scope, versions: Object.fromEntries(numbers) }];
}

/** Where the Go client keeps a version of the module. */
function folderOf(version: string): string {
  const cwd = mkdtempSync(join(tmpdir(), 'gateway-tables-'));
  try {
    execFileSync('go', ['mod', 'download', `${MODULE}@${version}`], { cwd, stdio: 'inherit' });
  } catch {
    // A module that asks for a newer Go is downloaded all the same.
  }
  const cache = execFileSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' }).trim();
  const folder = join(cache, `${MODULE}@${version}`, 'config/crd');
  if (!existsSync(folder)) throw new Error(`did not find ${folder}`);
  return folder;
}

function bundleOf(version: string, channel: string): BundleTable {
  const folder = join(folderOf(version), channel);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  const manifests = files.flatMap((file) => parseManifests(readFileSync(join(folder, file), 'utf8'), { source: file }));
  const definitions = manifests.filter(({ kind }) => kind === 'CustomResourceDefinition').map(definitionOf);
  return { version, channel, kinds: Object.fromEntries(definitions) };
}

const bundles = VERSIONS.flatMap((version) => CHANNELS.map((channel) => bundleOf(version, channel)));
const text = [
  '{"bundles":[',
  bundles.map((bundle) => JSON.stringify(bundle)).join(',\n'),
  '],"nodes":[',
  lines.join(',\n'),
  ']}',
  '',
];
writeFileSync(FILE, text.join('\n'));
