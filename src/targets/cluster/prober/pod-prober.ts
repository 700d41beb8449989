import { PassThrough, Writable } from 'node:stream';
import type { ApiServer } from '../api-server';
import { WAITS } from '../waits';
import type { ExecPlace } from './exec';
import { closeExec, openExec } from './exec';
import { FIELD, PROBER_PROGRAM } from './program';
import type { Prober, ProberRequest, RawReply } from './requests';
import { requestLine } from './requests';

/** A container that has bash, curl and dig. */
export type ProberContainer = ExecPlace;

/** On how many connections a request is sent, one after the other, before nothing can be learnt. */
const MOST_CONNECTIONS = 3;

/**
 * Sends probes from inside a Pod: one `exec`, opened with the first request, that carries all requests and replies of that Pod
 * at the same time. It runs through the API server: when that restarts, what was not answered is asked on a new one.
 */
export class PodProber implements Prober, Disposable {
  private session: Promise<Session> | undefined;

  constructor(
    private readonly api: ApiServer,
    private readonly container: ProberContainer,
    /** How long one try waits for its answer, in seconds. */
    private readonly limitSeconds: number,
  ) {}

  async ask(
    request: ProberRequest,
    count: number,
    signal?: AbortSignal,
    onReply = () => {},
  ): Promise<readonly RawReply[]> {
    for (let connection = 1; ; connection++) {
      signal?.throwIfAborted();
      const session = await this.opened(signal);
      try {
        return await session.ask(request, count, this.limitSeconds, signal, onReply);
      } catch (error) {
        if (!(error instanceof ConnectionLost) || connection === MOST_CONNECTIONS) throw error;
      }
    }
  }

  [Symbol.dispose](): void {
    void this.session?.then((session) => session.end()).catch(() => undefined);
    this.session = undefined;
  }

  private opened(signal: AbortSignal | undefined): Promise<Session> {
    if (this.session !== undefined) return this.session;
    const opening = this.open(signal);
    this.session = opening;
    const forget = () => {
      if (this.session === opening) this.session = undefined;
    };
    opening.then((session) => (session.onLost = forget), forget);
    return opening;
  }

  private async open(signal: AbortSignal | undefined): Promise<Session> {
    const { namespace, pod } = this.container;
    const stdin = new PassThrough();
    const session = new Session(stdin, `${namespace}/${pod}`);
    const command = ['bash', '-c', PROBER_PROGRAM, 'prober'];
    try {
      const socket = await openExec(
        this.api,
        this.container,
        command,
        { stdin, stdout: session.stdout, stderr: null },
        signal,
      );
      const lost = (why: string) => session.lose(`the connection to Pod ${namespace}/${pod} ${why}`);
      socket.onclose = ({ reason }: { readonly reason: string }) => lost(`ended: ${reason || 'closed'}`);
      socket.onerror = ({ message }: { readonly message: string }) => lost(`broke: ${message}`);
      session.onEnd = () => closeExec(socket);
      return session;
    } catch (error) {
      signal?.throwIfAborted();
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`cannot run a prober in Pod ${namespace}/${pod}: ${why}`, { cause: error });
    }
  }
}

/** What was asked on a connection is not answered any more; it may be on another one. */
class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

interface Pending {
  readonly replies: RawReply[];
  text: string;
  readonly onReply: () => void;
  readonly resolve: (replies: readonly RawReply[]) => void;
  readonly reject: (error: Error) => void;
}

/** Requests that are under way on one `exec`, and what came back so far. */
class Session {
  readonly stdout: Writable;
  onEnd = (): void => undefined;
  onLost = (): void => undefined;
  private readonly pending = new Map<string, Pending>();
  private lastId = 0;
  private rest = '';
  private failure: Error | undefined;

  constructor(
    private readonly stdin: PassThrough,
    private readonly pod: string,
  ) {
    this.stdout = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.receive(chunk.toString('latin1'));
        done();
      },
    });
  }

  ask(
    request: ProberRequest,
    count: number,
    limitSeconds: number,
    signal: AbortSignal | undefined,
    onReply: () => void,
  ): Promise<readonly RawReply[]> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const id = String(++this.lastId);
    const line = requestLine(id, request, count, limitSeconds);
    return new Promise<readonly RawReply[]>((resolve, reject) => {
      const budgetMs = count * limitSeconds * 1000 + WAITS.answerGraceMs;
      const timer = setTimeout(() => {
        pending.reject(new Error(`the prober in Pod ${this.pod} did not answer within ${budgetMs} ms`));
      }, budgetMs);
      const onAbort = () => pending.reject(signal?.reason as Error);
      signal?.addEventListener('abort', onAbort, { once: true });
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.pending.delete(id);
      };
      const pending: Pending = {
        replies: [],
        text: '',
        onReply,
        resolve: (replies) => (settle(), resolve(replies)),
        reject: (error) => (settle(), reject(error)),
      };
      this.pending.set(id, pending);
      this.stdin.write(`${line}\n`, 'latin1');
    });
  }

  lose(why: string): void {
    this.onLost();
    this.fail(new ConnectionLost(why));
  }

  private fail(error: Error): void {
    this.failure = error;
    for (const pending of [...this.pending.values()]) pending.reject(error);
  }

  end(): void {
    this.fail(new Error(`the prober in Pod ${this.pod} was stopped`));
    this.onEnd();
  }

  private receive(chunk: string): void {
    const lines = (this.rest + chunk).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const [id = '', status = '', text = '', noise = ''] = line.split(FIELD);
      const pending = this.pending.get(id);
      if (pending === undefined) continue;
      if (status === 'end') pending.resolve(pending.replies);
      else if (status === '+') pending.text += text;
      else {
        pending.replies.push({ status, text: pending.text + text, noise });
        pending.text = '';
        pending.onReply();
      }
    }
  }
}
