import type { Diagnostic } from '../../diagnostics/diagnostic';
import { hasPlaceholder, isClientSide, isPartial, looksLikeObject } from '../../model/client-side';
import type { Intent } from '../../model/intents';
import type { Manifest } from '../../model/manifest';
import type { ManifestError } from '../../model/manifest-error';
import { readManifests } from '../../model/parse-manifests';
import { append } from '../../terms/maps';
import type { Unit } from './alternatives';
import { LARGE_INPUT, tuneForLargeInput } from './tune';
import { unreadable } from './unreadable';

/** What has been read so far. */
export class Reading {
  /** Of files that somebody named: they belong together. */
  readonly given: Manifest[] = [];
  /** What folders hold. */
  readonly units: Unit[] = [];
  readonly intents: Intent[] = [];
  readonly errors: ManifestError[] = [];
  readonly skipped: string[] = [];
  readonly notes: string[] = [];
  private readonly toPipe = new Map<string, Unrendered[]>();

  get unreadable(): readonly Diagnostic[] {
    return this.errors.map(unreadable);
  }

  /** A text that somebody named: whatever is in it is meant. */
  addGiven(text: string, source: string): void {
    const { manifests, errors } = parse(text, source);
    this.addErrors(errors);
    for (const manifest of this.created(manifests, source)) this.given.push(manifest);
  }

  /** A text that was rendered from what stands at a path: all of it is applied together. */
  addRendered(text: string, source: string, path: string): void {
    const { manifests, errors } = parse(text, source);
    this.addErrors(errors);
    this.units.push({ source, path, manifests: this.created(manifests, source) });
  }

  /** A text that was found, and may be anything. */
  addFound(text: string, source: string): void {
    if (!SIGNS.test(text)) return this.skip(source, NO_OBJECT);
    const { manifests, errors } = parse(text, source);
    if (isTemplate(text, manifests, errors)) return this.skip(source, 'a template');
    if (isPatch(source, manifests)) return this.skip(source, 'a patch');
    const isMeant = errors.length > 0 && MANIFEST.every((sign) => sign.test(text));
    if (!isMeant && !manifests.some(looksLikeObject)) return this.skip(source, NO_OBJECT);
    this.addErrors(errors);
    this.units.push({ source, path: source, manifests: this.created(manifests, source) });
  }

  skip(source: string, reason: string): void {
    this.skipped.push(`${source}: ${reason}`);
  }

  /** A folder that somebody else has to render. */
  unrendered(what: string, folder: string, reason: string, pipe: string): void {
    this.skip(folder, `a ${what} that was not rendered: ${reason}`);
    append(this.toPipe, `${what}: ${reason}`, { what, folder, reason, pipe });
  }

  /** What else there is to know: a sentence each. */
  get sentences(): readonly string[] {
    return [...this.notes, ...[...this.toPipe.values()].map(tellUnrendered)];
  }

  private addErrors(errors: readonly ManifestError[]): void {
    for (const error of errors) this.errors.push(error);
  }

  /** Those that somebody creates in a cluster. */
  private created(manifests: readonly Manifest[], source: string): readonly Manifest[] {
    const created = manifests.filter((manifest) => looksLikeObject(manifest) && !isClientSide(manifest));
    if (created.length < manifests.length) this.skip(source, NO_OBJECT);
    return created;
  }
}

const NO_OBJECT = 'no Kubernetes object';
/** Without one of these, a text holds no object. */
const SIGNS = /\b(apiVersion|kind)\b/;
/** With both, it ought to hold one. */
const MANIFEST = [/^(?:\{|[ \t]+)?"?apiVersion"?:/m, /^(?:\{|[ \t]+)?"?kind"?:/m];
/** What may begin the place of a value in a template. */
const PLACES = /[$<{]|__|_[A-Z]/;
/** What cannot be anything else. */
const ACTION = /\{\{|\{%|<%/;

function isTemplate(text: string, manifests: readonly Manifest[], errors: readonly ManifestError[]): boolean {
  return (errors.length > 0 && ACTION.test(text)) || (PLACES.test(text) && manifests.some(hasPlaceholder));
}

/** Patches are files of their own, and name themselves so more often than not. */
function isPatch(source: string, manifests: readonly Manifest[]): boolean {
  if (manifests.length === 0) return false;
  return PATCH.test(source) || manifests.every(isPartial);
}

const PATCH = /(?:^|[-_./\\])patch(?:es)?(?:[-_./\\]|$)/i;

interface Unrendered {
  readonly what: string;
  readonly folder: string;
  readonly reason: string;
  readonly pipe: string;
}

function tellUnrendered(all: readonly Unrendered[]): string {
  const [first] = all;
  if (first === undefined) return '';
  const more = all.length === 1 ? '' : ` and ${all.length - 1} more`;
  return `did not render the ${first.what} ${first.folder}${more} (${first.reason}); pipe it: ${first.pipe}`;
}

function parse(text: string, source: string) {
  if (text.length > LARGE_INPUT) tuneForLargeInput();
  return readManifests(text, { source });
}
