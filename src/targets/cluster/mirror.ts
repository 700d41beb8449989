import { setTimeout as pause } from 'node:timers/promises';
import { keyOf } from '../../terms/object-ref';
import type { ApiServer } from './api-server';
import { WAITS } from './waits';

/** What every object of the API has. */
export interface KubernetesObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly generation?: number;
    readonly resourceVersion?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly {
      readonly kind: string;
      readonly name: string;
      readonly controller?: boolean;
    }[];
  };
}

/** A list of objects that is kept up to date. */
export interface ListQuery {
  /** `/api/v1/pods` */
  readonly path: string;
  readonly labelSelector?: string;
}

/** The objects of one list, by `namespace/name`, as the API server has them: listed once, then watched. */
export class Mirror<T extends KubernetesObject> {
  readonly items = new Map<string, T>();

  constructor(
    private readonly api: ApiServer,
    private readonly list: ListQuery,
    private readonly onChange: () => void,
  ) {}

  /** Lists, and goes on to watch until the signal ends it. */
  async start(signal: AbortSignal): Promise<void> {
    const version = await this.relist(signal);
    void this.follow(version, signal);
  }

  private async follow(version: string, signal: AbortSignal): Promise<void> {
    let from: string | undefined = version;
    while (!signal.aborted) {
      try {
        from ??= await this.relist(signal);
        from = await this.watch(from, signal);
      } catch {
        // The list is asked for anew, whatever went wrong; a server that does not come back fails whoever needs it.
        from = undefined;
        await pause(WAITS.watchRetryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Takes changes until the server ends the watch; the version to go on from, or undefined to list again. */
  private async watch(from: string, signal: AbortSignal): Promise<string | undefined> {
    let version = from;
    const query = { ...this.query, resourceVersion: from };
    for await (const { type, object } of this.api.watch(this.list.path, query, signal)) {
      if (type === 'ERROR') return undefined;
      const item = object as unknown as T;
      version = item.metadata.resourceVersion ?? version;
      if (type === 'BOOKMARK') continue;
      const key = keyOf(item.metadata.namespace, item.metadata.name);
      if (type === 'DELETED') this.items.delete(key);
      else this.items.set(key, item);
      this.onChange();
    }
    return version;
  }

  private async relist(signal: AbortSignal): Promise<string> {
    const { items, metadata } = await this.api.request<{
      readonly items: readonly T[];
      readonly metadata: { readonly resourceVersion: string };
    }>('GET', this.list.path, { query: this.query, signal });
    this.items.clear();
    for (const item of items) this.items.set(keyOf(item.metadata.namespace, item.metadata.name), item);
    this.onChange();
    return metadata.resourceVersion;
  }

  private get query(): Record<string, string> {
    return this.list.labelSelector === undefined ? {} : { labelSelector: this.list.labelSelector };
  }
}

/** Wakes up whoever waits for a condition, whenever something changed. */
export class Changes {
  /** How many there were: what was worked out from objects holds as long as this stays the same. */
  count = 0;
  private waiting: (() => void)[] = [];

  readonly notify = (): void => {
    this.count++;
    const waiting = this.waiting;
    this.waiting = [];
    for (const wake of waiting) wake();
  };

  /** Whether a condition came true within a budget, which may grow. Throws the signal's reason when it is aborted. */
  async until(
    condition: () => boolean,
    budgetMs: number | (() => number),
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const since = performance.now();
    for (;;) {
      signal?.throwIfAborted();
      if (condition()) return true;
      const left = since + (typeof budgetMs === 'number' ? budgetMs : budgetMs()) - performance.now();
      if (left <= 0) return false;
      const done = new AbortController();
      const timer = pause(left, undefined, { signal: done.signal }).catch(() => undefined);
      const change = new Promise<void>((resolve) => this.waiting.push(resolve));
      const abort = new Promise<void>((resolve) => {
        signal?.addEventListener('abort', () => resolve(), { once: true, signal: done.signal });
      });
      await Promise.race([timer, change, abort]);
      done.abort();
    }
  }
}
