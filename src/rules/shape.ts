import type { FamilyResult } from '../model/allocation/ip-families';
import type { Manifest } from '../model/manifest';
import type { ServiceSpec } from '../model/objects';
import type { JsonObject } from '../terms/json';
import { isObject } from '../terms/json';
import type { CustomResource } from './custom-resources';
import type { BookedRule } from './rule';
import type { Mask, Telling } from './shape-mask';
import { LEFT_OUT, maskOf } from './shape-mask';

/** What objects that differ only in good names, labels, images and hosts have in common, and what is known of all of them. */
export interface Shape {
  /** What it holds, of the first such object. */
  readonly told: unknown;
  readonly telling: Telling;
  readonly mask: Mask;
  /** The first such object as the API server reads it; undefined where it does not. */
  read: Reading | undefined;
  /** Whether the API server has nothing to say of it. */
  isFaultless: boolean;
  /** Of a Service. */
  completion: Completion | undefined;
  /** By the shape of the one workload that a Service selects: the rules of `deployed` that each such object has to be asked. */
  readonly left: Map<Shape | undefined, readonly BookedRule[]>;
}

/** An object as it is decoded. */
export interface Reading {
  readonly manifest: Manifest;
  readonly custom: CustomResource | undefined;
}

/** A Service's spec with its defaults, and with its IP families: all that comes before addresses. */
export interface Completion {
  readonly spec: ServiceSpec;
  readonly completed: FamilyResult;
}

/** The shapes of the objects of one kind. */
export class Shapes {
  private readonly byFingerprint = new Map<number, Shape[]>();
  private known = 0;
  /** Most objects are like the one before. */
  private last: Shape | undefined;

  constructor(readonly telling: Telling) {}

  /** The shape of an object; undefined where somebody has to look at a name, a label or an image of it. */
  of(object: JsonObject): Shape | undefined {
    const mask = maskOf(object, this.telling);
    if (mask === undefined) return undefined;
    const told = this.telling === 'metadata' ? object.metadata : object;
    if (this.last === undefined || !areAlike(this.last.told, told, mask)) this.last = this.find(told, mask);
    return this.last;
  }

  private find(told: unknown, mask: Mask): Shape | undefined {
    const fingerprint = fingerprintOf(told, mask, 0);
    const candidates = this.byFingerprint.get(fingerprint);
    for (const shape of candidates ?? []) if (areAlike(shape.told, told, mask)) return shape;
    if (this.known === MAX_SHAPES || candidates?.length === MAX_ALIKE) return undefined;
    const shape: Shape = {
      told,
      telling: this.telling,
      mask,
      read: undefined,
      isFaultless: false,
      completion: undefined,
      left: new Map(),
    };
    this.known++;
    if (candidates === undefined) this.byFingerprint.set(fingerprint, [shape]);
    else candidates.push(shape);
    return shape;
  }
}

/** An object as the API server reads it: as the first one of its shape, but for what the shape leaves out. */
export function readAlike(object: Manifest, { told, mask }: Shape, { manifest }: Reading): Manifest {
  return refilled(manifest, told, object, mask) as Manifest;
}

/** What was read of the first one, with the parts of another one that a mask leaves out; itself where it was read as it stands. */
function refilled(read: unknown, told: unknown, given: unknown, mask: Mask | undefined): unknown {
  // What is there by default is the same in all.
  if (mask === undefined || told === undefined) return read;
  if (read === told || mask === LEFT_OUT) return given;
  if (Array.isArray(read)) {
    const [before, after] = [told, given] as [unknown[], unknown[]];
    return read.map((item, index) => refilled(item, before[index], after[index], mask.items));
  }
  if (!isObject(read) || !isObject(told)) return read;
  const copy: Record<string, unknown> = { ...read };
  for (const key of Object.keys(copy)) {
    copy[key] = refilled(read[key], told[key], (given as JsonObject)[key], withinOf(mask, key));
  }
  return copy;
}

/** So many are remembered: the applications of one input are alike, or they are not. */
const MAX_SHAPES = 1_000;
const MAX_ALIKE = 8;

/** A number that alike objects have in common; others hardly ever. Strings are told by their lengths and ends. */
function fingerprintOf(value: unknown, mask: Mask | undefined, before: number): number {
  if (mask === LEFT_OUT) return before;
  let hash = before;
  if (typeof value === 'string') {
    const { length } = value;
    return length === 0 ? mix(hash, 1) : mix(mix(mix(hash, length), value.charCodeAt(0)), value.charCodeAt(length - 1));
  }
  if (typeof value === 'number') return mix(hash, value | 0);
  if (typeof value !== 'object' || value === null) return mix(hash, value === true ? 2 : 3);
  if (Array.isArray(value)) {
    for (const item of value) hash = fingerprintOf(item, mask?.items, hash);
    return mix(hash, 4);
  }
  for (const key of Object.keys(value)) {
    hash = fingerprintOf((value as JsonObject)[key], withinOf(mask, key), mix(hash, key.length));
  }
  return mix(hash, 5);
}

function withinOf(mask: Mask | undefined, key: string): Mask | undefined {
  return mask === undefined ? undefined : (mask.fields?.get(key) ?? mask.values);
}

function mix(hash: number, number: number): number {
  return Math.imul(hash ^ number, 0x01000193);
}

/** Whether two values have the same fields in the same order, and equal values in all of them but those that are left out. */
function areAlike(a: unknown, b: unknown, mask: Mask | undefined): boolean {
  if (a === b || mask === LEFT_OUT) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) if (!areAlike(a[index], b[index], mask?.items)) return false;
    return true;
  }
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  if (keys.length !== others.length) return false;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as string;
    if (key !== others[index]) return false;
    if (!areAlike((a as JsonObject)[key], (b as JsonObject)[key], withinOf(mask, key))) return false;
  }
  return true;
}
