import type { ServerResponse } from 'node:http';
import type { ObjectStore } from './object-store';
import { selectorOf } from './selectors';

/** The watches that are open: each tells every change of its list, from the version on that it asked for. */
export class Watches {
  private readonly open_ = new Map<ServerResponse, () => void>();
  private isSilent = false;

  constructor(private readonly store: ObjectStore) {
    store.onChange(() => this.tell());
  }

  open(list: string, query: URLSearchParams, response: ServerResponse): void {
    const selects = selectorOf(query);
    let from = Number(query.get('resourceVersion'));
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    response.once('close', () => this.open_.delete(response));
    this.open_.set(response, () => {
      const changes = this.store.changesOf(list, from).filter(({ object }) => selects(object));
      from = this.store.version;
      for (const { type, object } of changes) response.write(`${JSON.stringify({ type, object })}\n`);
    });
    this.tell();
  }

  /** They tell nothing from now on. */
  silence(): void {
    this.isSilent = true;
  }

  /** They tell what they kept back, and go on. */
  resume(): void {
    this.isSilent = false;
    this.tell();
  }

  /** Ends them in good order, as an API server does every few minutes. */
  end(): void {
    for (const response of this.open_.keys()) response.end();
  }

  /** Has them say that what they have seen is too old to go on from, and ends them. */
  expire(): void {
    const object = { kind: 'Status', code: 410, reason: 'Expired', metadata: {} };
    for (const response of this.open_.keys()) response.end(`${JSON.stringify({ type: 'ERROR', object })}\n`);
  }

  private tell(): void {
    if (this.isSilent) return;
    for (const catchUp of [...this.open_.values()]) catchUp();
  }
}
