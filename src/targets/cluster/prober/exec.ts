import type { PassThrough, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { types } from 'node:util';
import { orAborted } from '../../../runtime/or-aborted';
import type { ApiServer } from '../api-server';
import type { ExecSocket, KubeConfig } from '../client-library';
import { clientLibrary } from '../client-library';
import { ApiStatusError } from '../cluster-error';
import { WAITS } from '../waits';

/** A container of a Pod. */
export interface ExecPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** What a command in a container reads and writes. */
export interface ExecStreams {
  readonly stdin: PassThrough | null;
  readonly stdout: Writable;
  readonly stderr: Writable | null;
}

/** Starts a command in a container. Waits for an API server that restarts; rejects when the container cannot be entered. */
export async function openExec(
  api: ApiServer,
  { namespace, pod, container }: ExecPlace,
  command: readonly string[],
  { stdin, stdout, stderr }: ExecStreams,
  signal?: AbortSignal,
): Promise<ExecSocket> {
  const { Exec } = await clientLibrary();
  const deadline = performance.now() + WAITS.awayMs;
  for (;;) {
    signal?.throwIfAborted();
    const exec = new Exec(withHandshakeTimeout(api.config));
    const opening = exec.exec(namespace, pod, container, [...command], stdout, stderr, stdin, false);
    try {
      return await orAborted(opening, signal);
    } catch (thrown) {
      // Nobody waits for it any more.
      if (signal?.aborted === true) opening.then(closeExec, () => undefined);
      signal?.throwIfAborted();
      const error = reasonOf(thrown);
      if (!api.mayPass(error) || performance.now() >= deadline) throw error;
      await pause(WAITS.retryMs, undefined, signal === undefined ? {} : { signal });
    }
  }
}

/** Ends a command by taking its connection away, whether or not the other side still answers. */
export function closeExec(socket: ExecSocket): void {
  socket.close();
  setTimeout(() => socket.terminate(), WAITS.goodbyeMs).unref();
}

/** The client hands the options that it fills with credentials to the socket: the only way to tell it how long to wait. */
function withHandshakeTimeout(config: KubeConfig): KubeConfig {
  return Object.assign(Object.create(config) as KubeConfig, {
    applyToHTTPSOptions: async (options: Parameters<KubeConfig['applyToHTTPSOptions']>[0]) => {
      await config.applyToHTTPSOptions(options);
      Object.assign(options, { handshakeTimeout: WAITS.handshakeMs });
    },
  });
}

/** The error in the event that the socket speaks of; an answer that is not a switch of protocols has its status in the text. */
function reasonOf(thrown: unknown): Error {
  const { error = thrown, message } = thrown as { readonly error?: unknown; readonly message?: string };
  const [, status] = /^Unexpected server response: (\d+)/.exec(message ?? '') ?? [];
  if (status !== undefined) return new ApiStatusError(Number(status), '', `HTTP status ${status}`);
  return types.isNativeError(error) ? error : new Error(message ?? String(error));
}
