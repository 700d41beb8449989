import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';

/**
 * Starts a command that ends when this process does, however that ends: a `kind create cluster` that outlives its run would make
 * a cluster after clean-up has looked for one. A process group of its own, for Ctrl-C in a terminal must not stop kind while it
 * tidies up.
 */
export function spawnGuarded(command: string, args: readonly string[]): ChildProcess {
  const guard = ['-e', GUARD, '--', command, ...args];
  return spawn(process.execPath, guard, { stdio: ['pipe', 'pipe', 'pipe', 'pipe'], detached: true });
}

/** Whether a command that was guarded could not be started, because there is none of that name. */
export function wasNotFound(command: string, code: number | null, stderr: string): boolean {
  return code === NOT_FOUND && stderr.includes(`spawn ${command} ENOENT`);
}

/** What shells say of a command that there is not. */
const NOT_FOUND = 127;

/** Descriptor 3 is a pipe from the run: it ends when the run does, and with it the whole group. */
const GUARD = `
const [command, ...args] = process.argv.slice(1);
const child = require('node:child_process').spawn(command, args, { stdio: 'inherit' });
child.on('error', ({ message }) => (process.stderr.write(message), (process.exitCode = ${NOT_FOUND}), run.destroy()));
child.on('exit', (code) => process.exit(code ?? 1));
const run = new (require('node:net').Socket)({ fd: 3, readable: true });
run.on('end', () => process.kill(-process.pid, 'SIGKILL')).on('error', () => {}).resume();
`;
