import { isDeepStrictEqual } from 'node:util';
import { groupOf } from '../../model/api-kinds';
import type { Manifest } from '../../model/manifest';
import { refOf } from '../../model/manifest';
import { isObject, stringOr } from '../../terms/json';
import { append, groupBy } from '../../terms/maps';
import type { ObjectRef } from '../../terms/object-ref';
import { keyOf } from '../../terms/object-ref';

/** Manifests that are applied together: those of one file, or of one rendering. */
export interface Unit {
  /** How it is called in findings. */
  readonly source: string;
  /** Where it stands. */
  readonly path: string;
  readonly manifests: readonly Manifest[];
}

/** An object that two units define, each in another way. */
export interface Clash {
  readonly ref: ObjectRef;
  readonly units: readonly [Unit, Unit];
}

/** What may be deployed side by side. */
export interface Alternatives {
  /** At least one. */
  readonly deployments: readonly (readonly Manifest[])[];
  /** Why there is more than one; undefined if there is not. */
  readonly clash: Clash | undefined;
}

/**
 * Sorts the units of folders into deployments so that no two units of one define the same object differently: overlays, or
 * examples, in one folder are alternatives, of which nobody applies two. The first of them goes with all that is around
 * their folder, every other one with what stands beside it.
 *
 * @param fixed manifests that are applied together in any case, whatever they define twice
 */
export function alternativesOf(fixed: readonly Manifest[], units: readonly Unit[], namespace: string): Alternatives {
  const sorter = new Sorter(namespace);
  const first = sorter.sort(units, 0);
  const deployments = [first, ...sorter.others].map((each) => [...fixed, ...sorter.objectsOf(each)]);
  return { deployments, clash: sorter.clash };
}

class Sorter {
  readonly others: (readonly Unit[])[] = [];
  clash: Clash | undefined;

  constructor(private readonly namespace: string) {}

  /** Those of some units, alike in their first folders, that are deployed with what is around them; the rest becomes others. */
  sort(units: readonly Unit[], depth: number): readonly Unit[] {
    if (units.length < 2) return units;
    const byName = groupBy(units, ({ path }) => path.split(SEPARATOR)[depth]);
    if (byName.has(undefined)) return units;
    const branches = [...byName.values()].map((branch) => this.sort(branch, depth + 1));
    const rivals = this.rivalsAmong(branches);
    const common = branches.filter((branch) => !rivals.has(branch)).flat();
    const groups: (readonly Unit[])[][] = [];
    for (const [branch, against] of rivals) {
      const open = groups.find((group) => !group.some((member) => against.has(member)));
      if (open === undefined) groups.push([branch]);
      else open.push(branch);
    }
    const [first = [], ...more] = groups.map((group) => group.flat());
    for (const group of more) this.others.push([...common, ...group]);
    return [...common, ...first];
  }

  /** Every object of units once. */
  *objectsOf(units: readonly Unit[]): Generator<Manifest> {
    const seen = new Set<string>();
    for (const { manifests } of units) {
      const own = manifests.map((manifest) => ({ manifest, key: this.keyOf(manifest) }));
      for (const { manifest, key } of own) if (key === undefined || !seen.has(key)) yield manifest;
      for (const { key } of own) if (key !== undefined) seen.add(key);
    }
  }

  /** For each branch that others contradict, those others. */
  private rivalsAmong(
    branches: readonly (readonly Unit[])[],
  ): ReadonlyMap<readonly Unit[], ReadonlySet<readonly Unit[]>> {
    const definitions = new Map<string, Definition[]>();
    for (const branch of branches) {
      for (const unit of branch) {
        for (const manifest of unit.manifests) {
          const key = this.keyOf(manifest);
          if (key !== undefined) append(definitions, key, { branch, unit, manifest });
        }
      }
    }
    const rivals = new Map<readonly Unit[], Set<readonly Unit[]>>();
    for (const all of definitions.values()) {
      for (const one of all) {
        for (const other of all) {
          if (one.branch === other.branch || isSame(one.manifest, other.manifest)) continue;
          this.clash ??= { ref: refOf(one.manifest, this.namespace), units: [one.unit, other.unit] };
          rivals.set(one.branch, (rivals.get(one.branch) ?? new Set()).add(other.branch));
        }
      }
    }
    return rivals;
  }

  /** What an object is stored under; undefined for one that leaves its name to the API server. */
  private keyOf(manifest: Manifest): string | undefined {
    if (!isObject(manifest.metadata) || stringOr(manifest.metadata.name) === '') return undefined;
    const { apiVersion, kind, namespace, name } = refOf(manifest, this.namespace);
    return `${groupOf(apiVersion)}/${kind} ${keyOf(namespace, name)}`;
  }
}

interface Definition {
  readonly branch: readonly Unit[];
  readonly unit: Unit;
  readonly manifest: Manifest;
}

const SEPARATOR = /[/\\]/;

/** A Namespace is made by whoever needs it, with labels or without. */
function isSame(one: Manifest, other: Manifest): boolean {
  return one.kind === 'Namespace' || isDeepStrictEqual(one, other);
}
