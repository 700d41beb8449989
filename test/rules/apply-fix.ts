import { load } from 'js-yaml';
import type { Diagnostic } from '../../src/diagnostics/diagnostic';
import type { Manifest } from '../../src/model/manifest';
import { isObject } from '../../src/terms/json';

/** Whether a fix has something in it that can be pasted into the manifest. */
export function hasSnippet({ fix }: Diagnostic): boolean {
  return snippetsIn(fix).length > 0;
}

/**
 * The manifests after somebody did what a finding says: its first proposal, where it has several. Snippets stand for a
 * value, or for a field: in the map that the finding is about, or else in its place; `with`, `Set` and `Add` put it beside.
 */
export function applyFix(manifests: readonly Manifest[], finding: Diagnostic): readonly Manifest[] {
  const copy = structuredClone(manifests);
  const object = copy.find((one) => isAbout(one, finding));
  if (object === undefined) throw new Error(`no object of ${finding.rule}`);
  for (const { text, before } of snippetsIn(finding.fix)) {
    if (/in place of $/.test(before)) remove(place(object, finding.path).value, text);
    else apply(object, finding.path, text, before);
  }
  return copy;
}

interface Snippet {
  readonly text: string;
  /** The words that lead to it. */
  readonly before: string;
}

/** What is between backticks in the first proposal, but for commands and for what is to be left out. */
function snippetsIn(fix: string): readonly Snippet[] {
  const [first = ''] = fix.split(/(?:, or |\. Otherwise|\? If |\? Otherwise|; for | if the )/);
  const parts = first.split('`');
  const snippets = parts.flatMap((text, index) => (index % 2 === 1 ? [{ text, before: parts[index - 1] ?? '' }] : []));
  return snippets.filter(({ text }) => !text.startsWith('kubectl '));
}

function apply(object: Manifest, path: string, text: string, before: string): void {
  const value: unknown = load(text);
  const at = place(object, path);
  if (!isObject(value)) at.holder[at.key] = value;
  else if (/^Annotate/.test(before)) Object.assign(mapAt(mapAt(object, 'metadata'), 'annotations'), value);
  else if ('to' in value) listAt(mapAt(object, 'spec'), 'egress').push({ ...value, ports: DNS });
  else if (isObject(at.value)) Object.assign(at.value, value);
  else if (/(with|Set|Add) $/.test(before)) Object.assign(at.holder, value);
  else {
    if (!Array.isArray(at.holder)) Reflect.deleteProperty(at.holder, at.key);
    Object.assign(at.holder, value);
  }
}

const DNS = ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 53 }));

function remove(map: unknown, text: string): void {
  const pair: unknown = load(text);
  if (isObject(map) && isObject(pair)) for (const key of Object.keys(pair)) Reflect.deleteProperty(map, key);
}

type Holder = Record<number | string, unknown>;

/** The last step of a field path, what it leads from, and what stands there. */
function place(object: Manifest, path: string): { holder: Holder; key: number | string; value: unknown } {
  const steps = [...path.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g)].map(([, bracket, name]) => bracket ?? name ?? '');
  const key = steps.pop() ?? '';
  let holder: Holder = object;
  for (const step of steps) holder = mapAt(holder, step);
  return { holder, key, value: holder[key] };
}

function mapAt(holder: Holder, key: string): Holder {
  return (holder[key] ??= {}) as Holder;
}

function listAt(holder: Holder, key: string): unknown[] {
  return (holder[key] ??= []) as unknown[];
}

function isAbout({ kind, metadata }: Manifest, { object }: Diagnostic): boolean {
  const { name = '', namespace = 'default' } = (isObject(metadata) ? metadata : {}) as Record<string, unknown>;
  const isThere = object.namespace === undefined || namespace === object.namespace;
  return kind === object.kind && name === object.name && isThere;
}
