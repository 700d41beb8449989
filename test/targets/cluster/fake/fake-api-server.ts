import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { JsonObject } from '../../../../src/terms/json';
import type { Exec } from './exec';
import { acceptExec } from './exec';
import type { Status } from './faults';
import { Faults, isStatus } from './faults';
import type { ObjectStore } from './object-store';
import { DISCOVERY } from './resources';
import { selectorOf } from './selectors';
import { Watches } from './watches';

/** What acts on the objects that are stored. */
export interface Controllers {
  created(path: string): void;
  /** An object is to go; a Pod within so many seconds, where they are given. */
  deleted(path: string, graceSeconds: number | undefined): void;
}

/** As much of an API server as a deployment talks to, over HTTP and WebSockets on 127.0.0.1. Faults are to be ordered. */
export class FakeApiServer implements AsyncDisposable {
  readonly faults = new Faults();
  readonly watches: Watches;
  private readonly server = http.createServer((request, response) => void this.receive(request, response));
  private readonly connections = new Set<Socket>();
  private uids = 0;

  constructor(
    private readonly store: ObjectStore,
    private readonly controllers: Controllers,
    private readonly exec: Exec,
  ) {
    this.watches = new Watches(store);
    this.server.on('upgrade', (request, socket, head) => void this.upgrade(request, socket, head));
    this.server.on('connection', (socket) => {
      this.connections.add(socket);
      socket.once('close', () => this.connections.delete(socket));
    });
  }

  /** Its URL. */
  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Breaks all connections, those of watches and of commands that run included, as a restart does. */
  breakConnections(): void {
    for (const socket of this.connections) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.close();
    this.breakConnections();
    await once(this.server, 'close');
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const fate = this.faults.fateOf(`${request.method} ${request.url}`);
    if (fate === 'hang') return;
    if (fate === 'reset') return void request.socket.destroy();
    if (typeof fate === 'function') await fate();
    const [code, answer] = isStatus(fate) ? failure(fate) : this.answer(request, response, body);
    if (fate === 'unanswered') return void request.socket.destroy();
    if (code !== WATCHED) response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const fate = this.faults.fateOf(`${request.method} ${request.url}`);
    if (fate === 'hang') return;
    if (fate === 'reset') return void socket.destroy();
    if (typeof fate === 'function') await fate();
    const [path = ''] = (request.url ?? '').split('/exec?');
    const code = isStatus(fate) ? fate.code : this.store.at(path) === undefined ? 404 : undefined;
    if (code !== undefined) return void socket.end(`HTTP/1.1 ${code} ${http.STATUS_CODES[code]}\r\n\r\n`);
    acceptExec(request, socket, head, this.exec);
  }

  private answer(request: IncomingMessage, response: ServerResponse, body: string): Answer {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://api');
    const known = DISCOVERY[path];
    if (known !== undefined) return [200, known];
    if (request.method === 'POST') return this.create(path, JSON.parse(body) as JsonObject);
    if (isObjectPath(path)) return this.withObject(request.method, path, query, body);
    if (request.method === 'DELETE') {
      for (const [each] of this.store.in(path, selectorOf(query))) this.controllers.deleted(each, graceIn(query));
      return [200, {}];
    }
    if (query.get('watch') !== 'true') {
      const items = this.store.in(path, selectorOf(query)).map(([, object]) => object);
      return [200, { metadata: { resourceVersion: String(this.store.version) }, items }];
    }
    this.watches.open(path, query, response);
    return [WATCHED, {}];
  }

  private withObject(method: string | undefined, path: string, query: URLSearchParams, body: string): Answer {
    const object = this.store.at(path);
    if (object === undefined) return failure({ code: 404, reason: 'NotFound', message: `${path} not found` });
    if (method === 'DELETE') this.controllers.deleted(path, graceIn(query));
    if (method === 'PATCH') this.store.patch(path, JSON.parse(body) as JsonObject);
    return [200, this.store.at(path) ?? object];
  }

  private create(list: string, object: JsonObject): Answer {
    const metadata = object.metadata as JsonObject & { readonly name: string };
    const path = `${list}/${metadata.name}`;
    const [, namespace] =
      /^(\/api\/v1\/namespaces\/[^/]+)\//.exec(list.replace(/^\/apis\/[^/]+\/[^/]+/, '/api/v1')) ?? [];
    const home = namespace === undefined ? undefined : this.store.at(namespace);
    if (namespace !== undefined && home === undefined) {
      return failure({ code: 404, reason: 'NotFound', message: `namespaces "${namespace}" not found` });
    }
    if (home?.metadata.deletionTimestamp !== undefined) {
      return failure({ code: 403, reason: 'Forbidden', message: `${namespace} is being terminated` });
    }
    if (this.store.at(path) !== undefined) {
      return failure({ code: 409, reason: 'AlreadyExists', message: `"${metadata.name}" already exists` });
    }
    this.store.put(path, { ...object, metadata: { ...metadata, uid: `uid-${++this.uids}`, generation: 1 } });
    this.controllers.created(path);
    return [201, this.store.at(path) ?? object];
  }
}

type Answer = readonly [code: number, body: JsonObject];

/** The answer has begun, and goes on. */
const WATCHED = 0;

function failure({ code, reason = '', message = '' }: Status): Answer {
  return [code, { kind: 'Status', status: 'Failure', reason, message, code }];
}

/** Whether a path is that of one object: `/api/v1/namespaces/shop/pods/web`, `/api/v1/nodes/worker`. */
function isObjectPath(path: string): boolean {
  const steps = path.replace(/^\/(api|apis\/[^/]+)\/[^/]+\//, '').split('/');
  return steps.length % 2 === 0;
}

function graceIn(query: URLSearchParams): number | undefined {
  const seconds = query.get('gracePeriodSeconds');
  return seconds === null ? undefined : Number(seconds);
}
