import { once, setMaxListeners } from 'node:events';
import { existsSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { JsonObject } from '../../terms/json';
import { stringOr } from '../../terms/json';
import type { KubeConfig } from './client-library';
import { clientLibrary } from './client-library';
import { ApiStatusError, ClusterError } from './cluster-error';
import { isAway, isDenial, isTransient, NoAnswer } from './transient';
import { WAITS } from './waits';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface RequestOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Gives the request up. What makes something is not given up once it is sent, for nobody would know whether it was made. */
  readonly signal?: AbortSignal | undefined;
  /** How long an API server that does not answer is asked again, in milliseconds. Default: 60000. */
  readonly patienceMs?: number;
}

/** One line of a watch. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: JsonObject;
}

/**
 * The API server of one context of a kubeconfig. Credentials, certificates and proxies are the official client's
 * business; objects go over as the plain JSON they are, so that no field is lost that a typed client does not know.
 */
export class ApiServer implements Disposable {
  private agent: http.Agent | undefined;
  private awayAt = -Infinity;

  private constructor(
    readonly config: KubeConfig,
    readonly context: string,
    private readonly url: string,
  ) {}

  /**
   * Reads a kubeconfig, from a file or its content; throws a ClusterError when it, or the context, is not there. Does not
   * connect yet.
   */
  static async of({
    kubeconfig,
    content,
    context,
  }: {
    readonly kubeconfig?: string;
    readonly content?: string;
    readonly context?: string;
  }): Promise<ApiServer> {
    const config = new (await clientLibrary()).KubeConfig();
    const place = kubeconfig ?? process.env.KUBECONFIG ?? 'the default kubeconfig';
    try {
      if (content !== undefined) config.loadFromString(content);
      else if (kubeconfig === undefined) config.loadFromDefault();
      else config.loadFromFile(kubeconfig);
    } catch (cause) {
      const problem = `cannot be read: ${(cause as Error).message}`;
      throw new ClusterError({ place, problem, remedy: 'name one with --kubeconfig or KUBECONFIG', cause });
    }
    if (context !== undefined) config.setCurrentContext(context);
    const cluster = config.getCurrentCluster();
    if (cluster === null) {
      const known = config.getContexts().map(({ name }) => name);
      const problem = context === undefined ? 'no context is current' : `there is no context '${context}'`;
      throw new ClusterError({ place, problem, remedy: `choose one of: ${known.join(', ') || '(none)'}` });
    }
    return new ApiServer(config, config.getCurrentContext(), cluster.server);
  }

  /** The answer to a request. Asks again while nobody answers; throws an ApiStatusError when the answer is no. */
  async request<T = JsonObject>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
    const deadline = performance.now() + (options.patienceMs ?? WAITS.awayMs);
    const { signal, ...toTheEnd } = options;
    for (;;) {
      signal?.throwIfAborted();
      try {
        const response = await this.send(method, path, method === 'POST' ? toTheEnd : options);
        return (await within(WAITS.requestMs, response, jsonOf(response))) as T;
      } catch (error) {
        signal?.throwIfAborted();
        if (!this.mayPass(error) || performance.now() >= deadline) throw this.explain(error);
        await pause(WAITS.retryMs, undefined, signal === undefined ? {} : { signal });
      }
    }
  }

  /**
   * Whether the same request may work in a moment. An API server that was away comes back before it has read who may do what,
   * and says no to everybody.
   */
  mayPass(error: unknown): boolean {
    if (isAway(error)) this.awayAt = performance.now();
    if (isTransient(error)) return true;
    return isDenial(error) && performance.now() - this.awayAt < WAITS.deniedMs;
  }

  /** Whether it did not answer at some time: all that watch it may still be on their way back. */
  get hasBeenAway(): boolean {
    return this.awayAt > -Infinity;
  }

  /** The changes of a list of objects, until the server ends it or the signal does. */
  async *watch(path: string, query: Readonly<Record<string, string>>, signal: AbortSignal): AsyncGenerator<WatchEvent> {
    const response = await this.send('GET', path, {
      query: { ...query, watch: 'true', allowWatchBookmarks: 'true' },
      signal,
    });
    if (response.statusCode !== 200) await jsonOf(response);
    let rest = '';
    for await (const chunk of response.setEncoding('utf8')) {
      const lines = (rest + (chunk as string)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield JSON.parse(line) as WatchEvent;
    }
  }

  [Symbol.dispose](): void {
    this.agent?.destroy();
  }

  private async send(method: Method, path: string, options: RequestOptions): Promise<http.IncomingMessage> {
    const { query = {}, body, signal } = options;
    // Every request under way listens.
    if (signal !== undefined) setMaxListeners(0, signal);
    const credentials = await this.credentials();
    this.agent ??= keepingAlive(credentials.agent as http.Agent);
    const url = new URL(`${this.url.replace(/\/$/, '')}${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const { request } = url.protocol === 'http:' ? http : https;
    const outgoing = request(url, {
      method,
      agent: this.agent,
      ...(credentials.auth === undefined ? {} : { auth: credentials.auth }),
      headers: { ...credentials.headers, accept: 'application/json', ...contentType(method, body) },
      ...(signal === undefined ? {} : { signal }),
    });
    // Only until the answer begins: a watch may be silent for long.
    const timer = setTimeout(() => outgoing.destroy(new NoAnswer('no answer')), WAITS.requestMs);
    try {
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
      const [response] = (await once(outgoing, 'response')) as [http.IncomingMessage];
      return response;
    } finally {
      clearTimeout(timer);
    }
  }

  private async credentials(): Promise<https.RequestOptions> {
    const credentials: https.RequestOptions = {};
    try {
      await this.config.applyToHTTPSOptions(credentials);
      return credentials;
    } catch (cause) {
      const command = this.config.getCurrentUser()?.exec?.command;
      throw new ClusterError({ place: this.place, ...credentialsFault(cause, command), cause });
    }
  }

  private get place(): string {
    return `context ${this.context} (${this.url})`;
  }

  /** The same error, for people: what the network or the credentials say in one line with a remedy. */
  private explain(error: unknown): unknown {
    if (error instanceof ClusterError) return error;
    const { place } = this;
    if (error instanceof ApiStatusError) {
      if (error.code !== 401) return error;
      const problem = 'the API server does not know these credentials (401)';
      return new ClusterError({ place, problem, remedy: 'log in again, or renew the kubeconfig', cause: error });
    }
    const problem = `the API server cannot be reached: ${messageOf(error)}`;
    return new ClusterError({
      place,
      problem,
      remedy: 'check that the cluster runs and the context is right',
      cause: error,
    });
  }
}

/** Whether there is a kubeconfig where one is looked for when none is named. */
export function hasKubeconfig(): boolean {
  return process.env.KUBECONFIG !== undefined || existsSync(join(homedir(), '.kube', 'config'));
}

/** Why there are no credentials: the program that is to print them, or a file that cannot be read. */
function credentialsFault(cause: unknown, command: string | undefined): { problem: string; remedy: string } {
  if (command === undefined) {
    return { problem: `its credentials cannot be read: ${messageOf(cause)}`, remedy: 'renew the kubeconfig' };
  }
  // The library passes on what JSON.parse says.
  const said = messageOf(cause).includes('JSON') ? 'it printed no ExecCredential in JSON' : messageOf(cause).trim();
  return {
    problem: `the program ${command} gives no credentials: ${said || 'it failed without a word'}`,
    remedy: `run ${command} as the kubeconfig does, and log in again`,
  };
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

function keepingAlive(agent: http.Agent): http.Agent {
  return Object.assign(agent, { keepAlive: true });
}

function contentType(method: Method, body: unknown): http.OutgoingHttpHeaders {
  if (body === undefined) return {};
  return { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' };
}

/** What comes of an answer that has begun, which an API server that is paused does not end. */
async function within<T>(ms: number, response: http.IncomingMessage, result: Promise<T>): Promise<T> {
  const timer = setTimeout(() => response.destroy(new NoAnswer('the answer did not end')), ms);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}

async function jsonOf(response: http.IncomingMessage): Promise<JsonObject> {
  const body = await text(response);
  const { statusCode = 0 } = response;
  let parsed: JsonObject;
  try {
    parsed = JSON.parse(body) as JsonObject;
  } catch {
    parsed = { message: body.trim() };
  }
  if (statusCode < 400) return parsed;
  throw new ApiStatusError(statusCode, stringOr(parsed.reason), stringOr(parsed.message) || `HTTP ${statusCode}`);
}
