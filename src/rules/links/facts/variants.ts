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

/** Words for tracks of one program that are there at the same time on purpose. */
const TRACK =
  /^(active|baseline|beta|blue|canary|current|green|new|next|old|passive|preview|primary|shadow|spot|stable|standby)$/;

/** Whether releases are tracks of one: `web-blue` and `web-green`. */
function areTracks(...values: readonly unknown[]): boolean {
  const stems = values.flatMap((value) => (typeof value !== 'string' ? [] : [withoutTrack(value)]));
  return stems.length === 1 || stems[0] === stems[1];
}

function withoutTrack(name: string): string {
  const dash = name.lastIndexOf('-');
  return TRACK.test(name.slice(dash + 1)) ? name.slice(0, Math.max(dash, 0)) : name;
}

/** Words by which variants of one workload are told apart, in names and in labels. */
const ROLE =
  /^(v?\d[\w.]*|[a-z]|arbiter|broker|controller|follower|leader|main|master|prod(uction)?|read(er|only)?|replicas?|secondary|slaves?|write(r)?|zone-?\w+)$/;

function isVariant(word: string): boolean {
  return TRACK.test(word) || ROLE.test(word);
}

function stemOf(name: string): string {
  const parts = trimEnd(name, '0123456789').split('-');
  while (parts.length > 1 && isVariant(parts.at(-1) ?? '')) parts.pop();
  return parts.join('-');
}

function isVariantLabel(key: string, a: unknown, b: unknown): boolean {
  if (RELEASE.test(key) || VARIANT_KEY.test(key)) return true;
  const texts = [a, b].map((value) => (typeof value === 'string' ? value : ''));
  return texts.every((text) => text === '' || isVariant(text)) || stemOf(texts[0] ?? '') === stemOf(texts[1] ?? '');
}

const VARIANT_KEY = /(^|[/.-])(version|track|revision|colou?r|slot|shard|zone|variant|chart)$/;
