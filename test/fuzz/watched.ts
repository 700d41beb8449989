import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundled, bundleOf } from './bundled';
import type { Fault } from './fault';
import type { Input } from './input';

/** What a child process is told: a module whose `examine` takes the inputs, which come as messages. */
const CHILD = join(__dirname, 'child.ts');

/** What one input may take. Time is that of the CPU, for machines are busy. */
export interface Limits {
  readonly cpuSeconds: number;
  readonly mib: number;
  /** What takes no time of the CPU and does not end either is waiting for something. */
  readonly patienceMs: number;
}

const LIMITS: Limits = { cpuSeconds: 2, mib: 512, patienceMs: 600_000 };

/** What the child process says of an input. */
export interface Examined {
  readonly fault?: Fault;
  readonly cpuSeconds: number;
}

/**
 * Examines inputs in a process of its own, so that it can be said of any of them, by name, that it takes too long, takes too
 * much memory, or ends the process. The next input then gets a new process.
 */
export class Watched implements Disposable {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly examiner: string,
    private readonly limits: Limits,
  ) {}

  /** @param examiner the module */
  static async by(examiner = join(__dirname, 'examine.ts'), limits = LIMITS): Promise<Watched> {
    return new Watched(await bundled([CHILD, examiner]), examiner, limits);
  }

  async examine(input: Input): Promise<Fault | undefined> {
    const child = (this.child ??= await this.start());
    const { fault, cpuSeconds } = await this.answerOf(child, input);
    if (fault !== undefined) return fault;
    return cpuSeconds > this.limits.cpuSeconds
      ? { step: 'all', said: `took ${cpuSeconds.toFixed(1)} CPU s` }
      : undefined;
  }

  [Symbol.dispose](): void {
    this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private end(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private async start(): Promise<ChildProcess> {
    const { cpuSeconds, mib } = this.limits;
    const child = fork(bundleOf(this.folder, CHILD), [bundleOf(this.folder, this.examiner), String(cpuSeconds)], {
      execArgv: ['--enable-source-maps', `--max-old-space-size=${mib}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await once(child, 'message');
    return child;
  }

  private async answerOf(child: ChildProcess, input: Input): Promise<Examined> {
    const { cpuSeconds: limit, patienceMs } = this.limits;
    return new Promise((resolve) => {
      const lost = (said: string) => {
        this.end();
        settle({ fault: { step: 'all', said }, cpuSeconds: 0 });
      };
      const timer = setTimeout(() => lost(`waited for ${patienceMs} ms`), patienceMs);
      const onExit = (code: number | null, signal: string | null) =>
        lost(signal === 'SIGXCPU' ? `took more than ${limit} CPU s` : `ended the process: ${code ?? signal}`);
      const settle = (examined: Examined) => {
        clearTimeout(timer);
        child.off('exit', onExit).off('message', settle);
        resolve(examined);
      };
      child.once('exit', onExit).once('message', settle).send(input);
    });
  }
}
