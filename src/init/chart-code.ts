import { refOf } from '../model/manifest';
import { isObject } from '../terms/json';
import { append } from '../terms/maps';
import { PortOf } from './declaration';
import type { DeclaredObject } from './declared-objects';
import type { Step } from './json-difference';
import { Code, printCode } from './print-code';

/** What a chart is made of beside its constructs. */
export interface ChartContent {
  readonly declared: readonly DeclaredObject[];
  /** The file with the objects that are left as they are, from the folder of the chart; undefined if there are none. */
  readonly others: string | undefined;
  /** Whether cdk8s alters one of them. */
  readonly isAltered: boolean;
  readonly namespace: string;
}

/** A module of TypeScript with a chart that synthesizes to objects. */
export function chartCode({ declared, others, isAltered, namespace }: ChartContent): string {
  const names = namesFor(declared, namespace);
  const constructs = [...new Set(declared.map(({ construct }) => construct))];
  const imports = [...constructs, ...(others === undefined ? [] : ['parseManifests'])].sort();
  const fromCdk8s = [
    ...(others === undefined ? [] : ['ApiObject', 'type ApiObjectProps']),
    'Chart',
    ...(isAltered || declared.some(({ steps }) => steps.length > 0) ? ['JsonPatch'] : []),
  ];
  const lines = [
    ...(others === undefined ? [] : ["import { readFileSync } from 'node:fs';", "import { join } from 'node:path';"]),
    importLine(fromCdk8s, 'cdk8s'),
    ...(imports.length === 0 ? [] : [importLine(imports, 'cdk8s-net')]),
    "import type { Construct } from 'constructs';",
    '',
    'export class Network extends Chart {',
    '  constructor(scope: Construct, id: string) {',
    '    super(scope, id);',
    ...declared.map((object) => `    ${declare(object, names)}`),
    ...patches(declared, names),
    ...(others === undefined ? [] : included(others, isAltered)),
    '  }',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** As Prettier lays it out. */
function importLine(names: readonly string[], module: string): string {
  const line = `import { ${names.join(', ')} } from '${module}';`;
  return line.length <= 120 ? line : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${module}';`;
}

/** Variables of the objects that something refers to. */
type Names = ReadonlyMap<DeclaredObject, string>;

function declare(object: DeclaredObject, names: Names): string {
  const { construct, props, manifest } = object;
  const name = names.get(object);
  const { kind, namespace, name: called } = refOf(manifest, '');
  const id = [kind, ...(namespace === undefined || namespace === '' ? [] : [namespace]), called]
    .join('-')
    .toLowerCase();
  const services = new Map(
    [...names]
      .filter(
        ([
          {
            manifest: { kind: each },
          },
        ]) => each === 'Service',
      )
      .map(([{ key }, variable]) => [key, variable]),
  );
  const code = printCode(withPortCode(props, services), '    ');
  return `${name === undefined ? '' : `const ${name} = `}new ${construct}(this, ${printCode(id)}, ${code});`;
}

function withPortCode(value: unknown, services: ReadonlyMap<string, string>): unknown {
  if (value instanceof PortOf) return new Code(`${services.get(value.service) ?? ''}.port(${printCode(value.port)})`);
  if (Array.isArray(value)) return value.map((item) => withPortCode(item, services));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withPortCode(field, services)]));
}

/** Objects that need the same steps are named together. */
function patches(declared: readonly DeclaredObject[], names: Names): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const object of declared) {
    for (const step of object.steps) {
      const code = stepCode(step);
      append(groups, code, names.get(object) ?? '');
    }
  }
  if (groups.size === 0) return [];
  return [
    '',
    '    // To the letter what the manifests were: take these out when you take over what the constructs write.',
    ...[...groups].map(
      ([code, variables]) =>
        `    for (const object of ${printCode(
          variables.map((name) => new Code(name)),
          '    ',
        )}) object.addJsonPatch(${code});`,
    ),
  ];
}

function stepCode(step: Step): string {
  const path = printCode(step.path);
  return step.op === 'remove' ? `JsonPatch.remove(${path})` : `JsonPatch.${step.op}(${path}, ${printCode(step.value)})`;
}

function included(file: string, isAltered: boolean): readonly string[] {
  return [
    '',
    '    // What no construct of cdk8s-net declares, as it was.',
    `    const others = parseManifests(readFileSync(join(__dirname, ${printCode(file)}), 'utf8'));`,
    '    for (const [index, manifest] of others.entries()) {',
    `      ${isAltered ? 'const object = ' : ''}new ApiObject(this, \`other-\${index}\`, manifest as unknown as ApiObjectProps);`,
    ...(isAltered
      ? ["      object.addJsonPatch(JsonPatch.replace('', manifest)); // with its empty labels and annotations"]
      : []),
    '    }',
  ];
}

/** A variable for each object that is referred to or patched. */
function namesFor(declared: readonly DeclaredObject[], namespace: string): Names {
  const referred = new Set(declared.flatMap(({ props }) => [...servicesIn(props)]));
  const names = new Map<DeclaredObject, string>();
  const taken = new Set<string>();
  for (const object of declared) {
    const isReferred = object.manifest.kind === 'Service' && referred.has(object.key);
    if (object.steps.length === 0 && !isReferred) continue;
    const { kind, name } = refOf(object.manifest, namespace);
    const base = `${camelCase(name)}${kind}`;
    let variable = base;
    for (let count = 2; taken.has(variable); count++) variable = `${base}${count}`;
    taken.add(variable);
    names.set(object, variable);
  }
  return names;
}

function* servicesIn(value: unknown): Generator<string> {
  if (value instanceof PortOf) yield value.service;
  else if (Array.isArray(value)) for (const item of value) yield* servicesIn(item);
  else if (isObject(value)) for (const field of Object.values(value)) yield* servicesIn(field);
}

function camelCase(name: string): string {
  const text = name.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase());
  return /^[A-Za-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : `n${text}`;
}
