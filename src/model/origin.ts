import type { JsonObject } from '../terms/json';
import { isObject } from '../terms/json';
import type { Chunk } from '../yaml/chunk';
import { readChunk } from '../yaml/chunk';
import { Marks } from '../yaml/marks';
import type { SourceText } from '../yaml/source-text';
import type { Manifest } from './manifest';

/** Where a manifest comes from: the only document of a chunk, or one of several or a part of one. */
export interface Origin extends Chunk {
  /** Which of the chunk's documents. Default: 0. */
  readonly document?: number;
  /** If it stood in lists, which item of each. Default: none. */
  readonly items?: readonly number[];
}

/** Line and column of something in a text, both from 1. */
export interface Position {
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

const ORIGINS = new WeakMap<Manifest, Origin>();

/** Remembers where a manifest comes from. */
export function noteOrigin(manifest: Manifest, origin: Origin): void {
  ORIGINS.set(manifest, origin);
}

/**
 * Where a field of a manifest stands in the text it was parsed from; where the field is missing, what would hold it.
 * Undefined for manifests that were not parsed from text.
 *
 * Positions are not kept: the document is read once more, so ask only for what is to be shown.
 *
 * @param path a field path as the API server prints it: `spec.ports[0].nodePort`; '' for the object itself
 */
export function positionOf(manifest: Manifest, path: string): Position | undefined {
  const origin = ORIGINS.get(manifest);
  if (origin === undefined) return undefined;
  const { document = 0, items = [] } = origin;
  const { documents, positions } = positionsOf(origin);
  let value = documents[document];
  let offset = firstOffset(value, positions) ?? 0;
  for (const item of items) {
    const list: unknown = isObject(value) ? value.items : undefined;
    if (!Array.isArray(list)) break;
    offset = positions.get(list, item) ?? offset;
    value = list[item];
  }
  return origin.text.positionAt(origin.start + (offsetOf(value, path, positions) ?? offset));
}

interface Positions {
  readonly documents: readonly unknown[];
  readonly positions: Marks<number>;
}

/** What was read last: findings come object by object. */
let last: { readonly text: WeakRef<SourceText>; readonly start: number; readonly read: Positions } | undefined;

function positionsOf(chunk: Chunk): Positions {
  if (last?.start === chunk.start && last.text.deref() === chunk.text) return last.read;
  const positions = new Marks<number>(new Map());
  const read = { documents: readChunk(chunk, { positions }), positions };
  last = { text: new WeakRef(chunk.text), start: chunk.start, read };
  return read;
}

function firstOffset(value: unknown, positions: Marks<number>): number | undefined {
  if (!isObject(value)) return undefined;
  const [first] = Object.keys(value);
  return first === undefined ? undefined : positions.get(value, first);
}

/** Goes down as far as the path leads; undefined if it leads nowhere. */
function offsetOf(root: unknown, path: string, positions: Marks<number>): number | undefined {
  let value = root;
  let offset: number | undefined;
  for (let rest = path; rest !== '';) {
    const step = Array.isArray(value) ? itemStep(rest) : isObject(value) ? fieldStep(value, rest) : undefined;
    if (step === undefined) break;
    const holder = value as Record<number | string, unknown>;
    offset = positions.get(holder, step.key) ?? offset;
    value = holder[step.key];
    rest = rest.slice(step.length);
  }
  return offset;
}

/** The part of a path that one step goes: which key, and how much of the text. */
interface Step {
  readonly key: number | string;
  readonly length: number;
}

function itemStep(path: string): Step | undefined {
  const [text, index] = /^\[(\d+)\]/.exec(path) ?? [];
  return text === undefined ? undefined : { key: Number(index), length: text.length };
}

/**
 * Names of fields, and still more keys of maps, may have points and brackets in them, so that only the object knows
 * where they end. The API server prints one field with another capital (`spec.LoadBalancerSourceRanges`), and one
 * without what precedes it (`annotations.kubernetes.io/ingress.class`).
 */
function fieldStep(object: JsonObject, path: string): Step | undefined {
  let longest: Step | undefined;
  for (const key of Object.keys(object)) {
    const length = stepLength(key, path);
    if (length > (longest?.length ?? 0)) longest = { key, length };
  }
  if (longest === undefined && path.startsWith('annotations.') && isObject(object.metadata)) {
    return { key: 'metadata', length: 0 };
  }
  return longest;
}

/** How much of a path names the key: `.key`, `key` at its start, or `[key]`. */
function stepLength(key: string, path: string): number {
  if (path.startsWith(`[${key}]`)) return key.length + 2;
  const start = path.startsWith('.') ? 1 : 0;
  const end = start + key.length;
  const found = path.slice(start, end);
  const ends = end === path.length || path[end] === '.' || path[end] === '[';
  const same =
    found === key || (key !== '' && found.slice(1) === key.slice(1) && found.toLowerCase() === key.toLowerCase());
  return ends && same ? end : 0;
}
