import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Interruption } from '../interruption';
import { MAX_INPUT_BYTES } from './read-text';

/** What a program that renders printed, or what it had to say instead. */
export type Rendered = { readonly text: string } | { readonly problem: string };

/** The command that renders a kustomization; undefined if there is no program for it on PATH. */
export function kustomizeCommand(folder: string): readonly string[] | undefined {
  if (isOnPath('kustomize')) return ['kustomize', 'build', folder];
  return isOnPath('kubectl') ? ['kubectl', 'kustomize', folder] : undefined;
}

/** The command that renders a chart; undefined if there is no Helm on PATH. */
export function helmCommand(chart: string, name: string, more: readonly string[]): readonly string[] | undefined {
  return isOnPath('helm') ? ['helm', 'template', name, chart, '--skip-tests', ...more] : undefined;
}

/** Who ends a run early. Its signal is asked for only where there is something to end: a run that holds it does not die of Ctrl-C. */
export type Held = Pick<Interruption, 'signal'>;

/** Runs such a command. */
export async function render(command: readonly string[], { signal }: Held): Promise<Rendered> {
  const [program = '', ...args] = command;
  try {
    const options = {
      maxBuffer: MAX_INPUT_BYTES,
      timeout: RENDER_MS,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
    };
    const { stdout } = await promisify(execFile)(program, args, { ...options, signal });
    return { text: stdout };
  } catch (error) {
    signal.throwIfAborted();
    const { stderr, killed, message } = error as Error & { readonly stderr?: string; readonly killed?: boolean };
    if (killed === true) return { problem: `took longer than ${RENDER_MS / 1000} s` };
    return { problem: reasonIn(stderr ?? '') ?? message };
  }
}

/** Remote bases are loaded by git, which may wait for a server that does not answer. */
const RENDER_MS = 60_000;

/** The line that says what is wrong. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split('\n').filter((line) => /\w/.test(line) && !/^(?:#|WARNING|walk\.go)/i.test(line));
  const line = lines.find((each) => /^(?:error|E\d{4} )/i.test(each)) ?? lines.at(-1);
  // klog puts time and place before what it says.
  return line
    ?.replace(/^E\d{4} .* err="/, '')
    .replace(/^Error: /, '')
    .slice(0, MAX_REASON);
}

const MAX_REASON = 200;

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
