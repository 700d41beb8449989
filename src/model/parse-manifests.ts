import type { JsonObject } from '../terms/json';
import { isObject, stringOr } from '../terms/json';
import type { Chunk } from '../yaml/chunk';
import { readChunk } from '../yaml/chunk';
import type { Stretch } from '../yaml/documents';
import { splitDocuments } from '../yaml/documents';
import { RepeatedBlocks } from '../yaml/repeated-blocks';
import { SourceText } from '../yaml/source-text';
import { SyntaxProblem } from '../yaml/syntax-problem';
import type { Manifest } from './manifest';
import { ManifestError } from './manifest-error';
import { noteOrigin } from './origin';
import type { Origin } from './origin';

export { ManifestError } from './manifest-error';
export { areLiteralsNoted, numberLiteral } from '../yaml/number-literals';
export { positionOf } from './origin';

/** Options of {@link parseManifests}. */
export interface ParseOptions {
  /** What the text is called in errors and positions: a file name. Default: `input`. */
  readonly source?: string;
}

/**
 * The Kubernetes objects of a YAML or JSON stream, read as the API server and `kubectl` read them: YAML 1.1, strict
 * about keys that are given twice. Objects in lists (`kind: List`, `kind: ServiceList`) stand for themselves, empty
 * documents for nothing; a text without any object gives none.
 *
 * @throws ManifestError for text that is neither, and for documents that are not objects
 */
export function parseManifests(text: string, { source = 'input' }: ParseOptions = {}): Manifest[] {
  return manifestsOf(text, source);
}

/**
 * As {@link parseManifests}, but what is spelled alike is one object: less memory and time, for readers who change
 * nothing.
 */
export function parseSharedManifests(text: string, { source = 'input' }: ParseOptions = {}): Manifest[] {
  return manifestsOf(text, source, new RepeatedBlocks());
}

/** What a text holds, documents that cannot be read included. */
export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  /** One for each such document, and for each that is not an object. */
  readonly errors: readonly ManifestError[];
}

/** As {@link parseSharedManifests}, but a document that cannot be read leaves the others alone. */
export function readManifests(text: string, { source = 'input' }: ParseOptions = {}): ReadManifests {
  const errors: ManifestError[] = [];
  return { manifests: manifestsOf(text, source, new RepeatedBlocks(), errors), errors };
}

function manifestsOf(text: string, source: string, blocks?: RepeatedBlocks, errors?: ManifestError[]): Manifest[] {
  const sourceText = new SourceText(text, source);
  const manifests: Manifest[] = [];
  for (const stretch of splitDocuments(sourceText.text)) {
    try {
      collectFrom(chunkAt(stretch, sourceText), blocks, manifests);
    } catch (error) {
      if (errors === undefined || !(error instanceof ManifestError)) throw error;
      errors.push(error);
    }
  }
  return manifests;
}

function chunkAt({ start, end }: Stretch, text: SourceText): Chunk {
  const chunk = { start, end, text, format: formatOf(text.text, start) };
  return isFromHelm(text.text, start) ? { ...chunk, repeatedKeys: 'last' } : chunk;
}

/** `helm template` says of every document which template it comes from. */
function isFromHelm(text: string, start: number): boolean {
  const heading = /(?:---[ \t]*\r?\n)?# Source: \S/y;
  heading.lastIndex = start;
  return heading.test(text);
}

function collectFrom(chunk: Chunk, blocks: RepeatedBlocks | undefined, manifests: Manifest[]): void {
  for (const [document, value] of read(chunk, blocks).entries()) {
    if (value === null) continue;
    collect(value, document === 0 ? chunk : { ...chunk, document }, manifests);
  }
}

/** Flow mappings of YAML begin with a brace too, but hardly ever with a quoted key; JSON always does. */
function formatOf(text: string, start: number): Chunk['format'] {
  const opening = /\s*\{\s*["}]/y;
  opening.lastIndex = start;
  return opening.test(text) ? 'json' : 'yaml';
}

function read(chunk: Chunk, blocks: RepeatedBlocks | undefined): unknown[] {
  try {
    return readChunk(chunk, blocks === undefined ? {} : { blocks });
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    throw ManifestError.at(chunk.text, chunk.start + error.offset, error.reason);
  }
}

function collect(value: unknown, origin: Origin, manifests: Manifest[]): void {
  if (!isObject(value)) {
    const item = origin.items?.at(-1);
    const where = item === undefined ? 'the document' : `items[${item}]`;
    throw ManifestError.at(origin.text, startOf(origin), `${where} is ${describe(value)}, no Kubernetes object`);
  }
  const list = itemsOf(value);
  if (list === undefined) {
    noteOrigin(value, origin);
    manifests.push(value);
    return;
  }
  for (const [index, item] of list.entries()) {
    const items = [...(origin.items ?? []), index];
    collect(typed(item, value), { ...origin, items }, manifests);
  }
}

/** The items of a list object. Other kinds whose name ends in `List` have no items, or none at the top. */
function itemsOf({ kind, items }: JsonObject): readonly unknown[] | undefined {
  if (!stringOr(kind).endsWith('List')) return undefined;
  if (Array.isArray(items)) return items as unknown[];
  return kind === 'List' ? [] : undefined;
}

/** Items of a list of one kind need not say of which kind they are. */
function typed(item: unknown, list: JsonObject): unknown {
  const kind = stringOr(list.kind).slice(0, -'List'.length);
  if (!isObject(item) || kind === '' || stringOr(item.kind) !== '') return item;
  return { apiVersion: list.apiVersion, ...item, kind };
}

/** Where a chunk's content begins. */
function startOf({ text, start }: Chunk): number {
  const blank = /\s+|#[^\r\n]*|---(?=\s)/y;
  let end = start;
  for (blank.lastIndex = start; blank.test(text.text);) end = blank.lastIndex;
  return end;
}

/** So many characters of a text tell it from others. */
const MAX_SHOWN = 40;

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'null';
  const text = typeof value === 'string' && value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}...` : value;
  return `the ${typeof value} ${JSON.stringify(text)}`;
}
