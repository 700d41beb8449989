import type { Workload } from '../../../model/workload';
import { trimEnd } from '../../../terms/trim-end';

/** Whether workloads differ in nothing but what tells variants of one program apart: in their names, or else in their labels. */
export function areVariants(a: Workload, b: Workload): boolean {
  const keys = [...new Set([...Object.keys(a.labels), ...Object.keys(b.labels)])];
  const differing = keys.filter((key) => a.labels[key] !== b.labels[key]);
  if (differing.some((key) => RELEASE.test(key) && !areTracks(a.labels[key], b.labels[key]))) return false;
  if (stemOf(a.ref.name) === stemOf(b.ref.name)) return true;
  return differing.length > 0 && differing.every((key) => isVariantLabel(key, a.labels[key], b.labels[key]));
}

/** Labels that say which release of a chart something belongs to. */
const RELEASE = /(^|[/.-])(release|instance)$/;

/** Whether releases are tracks of one: `web-blue` and `web-green`. */
function areTracks(...values: readonly unknown[]): boolean {
  const stems = values.flatMap((value) =>
    typeof value === 'string' ? [TRACKS.has(value) ? '' : withoutLast(value, isTrack)] : [],
  );
  return stems.length === 1 || stems[0] === stems[1];
}

function isTrack(word: string): boolean {
  return TRACKS.has(word);
}

/** Words for tracks of one program that are there at the same time on purpose. */
const TRACKS: ReadonlySet<string> = new Set(
  'active baseline beta blue canary current green new next old passive preview primary shadow spot stable standby'.split(
    ' ',
  ),
);

/** Words for the parts that the Pods of one program play. */
const ROLES: ReadonlySet<string> = new Set(
  'arbiter broker controller follower leader main master prod production read reader readonly replica replicas secondary slave slaves write writer'.split(
    ' ',
  ),
);

/** Whether variants of one workload are told apart by a word, in names and in labels. */
function isVariant(word: string): boolean {
  return isTrack(word) || ROLES.has(word) || /^(v?\d[\w.]*|[a-z]|zone-?\w+)$/.test(word);
}

function stemOf(name: string): string {
  return withoutLast(trimEnd(name, '0123456789'), isVariant);
}

/** A name without such words at its end; a word alone stays. */
function withoutLast(name: string, isSuch: (word: string) => boolean): string {
  const parts = name.split('-');
  while (parts.length > 1 && isSuch(parts.at(-1) ?? '')) parts.pop();
  return parts.join('-');
}

function isVariantLabel(key: string, a: unknown, b: unknown): boolean {
  if (RELEASE.test(key) || VARIANT_KEY.test(key)) return true;
  const texts = [a, b].map((value) => (typeof value === 'string' ? value : ''));
  return texts.every((text) => text === '' || isVariant(text)) || stemOf(texts[0] ?? '') === stemOf(texts[1] ?? '');
}

const VARIANT_KEY = /(^|[/.-])(version|track|revision|colou?r|slot|shard|zone|variant|chart)$/;
