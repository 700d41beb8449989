import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ApiServer } from '../api-server';
import { WAITS } from '../waits';
import type { ExecPlace } from './exec';
import { closeExec, openExec } from './exec';

/** What a command prints in a container, on stdout and stderr. */
export async function runCommand(
  api: ApiServer,
  place: ExecPlace,
  command: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const output = new PassThrough();
  const printed = text(output);
  const socket = await openExec(api, place, command, { stdin: null, stdout: output, stderr: output }, signal);
  const end = () => (output.end(), closeExec(socket));
  const timer = setTimeout(end, WAITS.commandMs);
  signal.addEventListener('abort', end, { once: true });
  socket.onclose = () => output.end();
  try {
    return await printed;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}
