import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ApiServer } from '../api-server';
import { clientLibrary } from '../client-library';
import type { ProberContainer } from './pod-prober';

/** How long a command may take, in milliseconds. */
const COMMAND_BUDGET_MS = 10_000;

/** What a command prints in a container, on stdout and stderr. */
export async function runCommand(
  api: ApiServer,
  { namespace, pod, container }: ProberContainer,
  command: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  const output = new PassThrough();
  const printed = text(output);
  const exec = new (await clientLibrary()).Exec(api.config);
  const socket = await exec.exec(namespace, pod, container, [...command], output, output, null, false);
  const end = () => (output.end(), socket.close());
  const timer = setTimeout(end, COMMAND_BUDGET_MS);
  signal.addEventListener('abort', end, { once: true });
  socket.onclose = () => output.end();
  try {
    return await printed;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}
