import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Report } from '../../src/conformance/report';

const ROOT = join(__dirname, '../..');

/** What a command came to. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `cdk8s-net`, in a process group of its own. */
export function start(...args: readonly string[]): ChildProcess {
  return launch(args, 'ignore');
}

/** Runs `cdk8s-net` to its end. */
export async function run(...args: readonly string[]): Promise<Ended> {
  const child = launch(args, 'pipe');
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stderr as NodeJS.ReadableStream),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

/** Runs `cdk8s-net verify` to its end, and reads its report. */
export async function runVerify(...args: readonly string[]): Promise<Ended & { readonly report: Report }> {
  const file = join(mkdtempSync(join(tmpdir(), 'cdk8s-net-e2e-')), 'report.json');
  const ended = await run('verify', ...args, '--report', `json=${file}`);
  return { ...ended, report: JSON.parse(readFileSync(file, 'utf8')) as Report };
}

/** The whole process group goes, with everything that the run started; it may be done before. */
export async function killedAfter(ms: number, child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  await Promise.race([pause(ms), closed]);
  if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid as number), 'SIGKILL');
  await closed;
}

function launch(args: readonly string[], output: 'ignore' | 'pipe'): ChildProcess {
  const command = [join(ROOT, 'node_modules/ts-node/dist/bin.js'), '-T', '-P', 'tsconfig.json', 'src/cli/main.ts'];
  const stdio = ['ignore', output, output] as const;
  return spawn(process.execPath, [...command, ...args], { cwd: ROOT, detached: true, stdio: [...stdio] });
}
