import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../../../src/targets/cluster/mirror';
import type { JsonObject } from '../../../../src/terms/json';

/** An object as the API server stores it. */
export type Stored = JsonObject & KubernetesObject;

export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly path: string;
  readonly object: Stored;
}

/** Objects by their paths (`/api/v1/namespaces/shop/pods/web`), and every change that there was. */
export class ObjectStore {
  private readonly objects = new Map<string, Stored>();
  private readonly log: Change[] = [];
  private readonly listeners: (() => void)[] = [];

  /** `resourceVersion` of the whole store: how many changes there were. */
  get version(): number {
    return this.log.length;
  }

  at(path: string): Stored | undefined {
    return this.objects.get(path);
  }

  /** Every object, with its path. */
  all(): readonly (readonly [path: string, object: Stored])[] {
    return [...this.objects];
  }

  /** The objects of a list (`/api/v1/pods`, `/api/v1/namespaces/shop/pods`) that are selected, with their paths. */
  in(list: string, selects: (object: Stored) => boolean = () => true): readonly (readonly [string, Stored])[] {
    return this.all().filter(([path, object]) => isIn(list, path) && selects(object));
  }

  changesOf(list: string, since: number): readonly Change[] {
    return this.log.slice(since).filter(({ path }) => isIn(list, path));
  }

  /** Creates or replaces; an object that says the same changes nothing. */
  put(path: string, object: JsonObject): Stored {
    const before = this.objects.get(path);
    if (before !== undefined && isDeepStrictEqual(this.versioned(before, ''), this.versioned(object, ''))) {
      return before;
    }
    const stored = this.versioned(object);
    this.objects.set(path, stored);
    this.record({ type: before === undefined ? 'ADDED' : 'MODIFIED', path, object: stored });
    return stored;
  }

  /** Merges fields into an object that is there; null takes a field away. */
  patch(path: string, fields: JsonObject): void {
    const before = this.objects.get(path);
    if (before !== undefined) this.put(path, merged(before, fields) as JsonObject);
  }

  remove(path: string): void {
    const object = this.objects.get(path);
    if (object === undefined) return;
    this.objects.delete(path);
    this.record({ type: 'DELETED', path, object: this.versioned(object) });
  }

  /** Calls a listener after every change. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  private versioned(object: JsonObject, resourceVersion = String(this.version + 1)): Stored {
    return { ...object, metadata: { ...(object.metadata as Stored['metadata']), resourceVersion } };
  }

  private record(change: Change): void {
    this.log.push(change);
    for (const listener of this.listeners) listener();
  }
}

/** Whether a path belongs to a list, of its namespace or of all. */
function isIn(list: string, path: string): boolean {
  const own = path.slice(0, path.lastIndexOf('/'));
  return own === list || own.replace(/\/namespaces\/[^/]+\//, '/') === list;
}

/** JSON merge patch (RFC 7396). */
function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result: Record<string, unknown> = { ...(target as JsonObject | undefined) };
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete result[field];
    else result[field] = merged(result[field], value);
  }
  return result;
}
