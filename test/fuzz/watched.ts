import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Fault } from './fault';
import type { Input } from './input';

/** What a child process is told: a module whose `examine` takes the inputs, which come as messages. */
const CHILD = join(__dirname, 'child.ts');

/** What one input may take. Time is that of the CPU, for machines are busy. */
const MAX_CPU_SECONDS = 2;
const MAX_MIB = 512;
/** What takes no time of the CPU and does not end either is waiting for something. */
const PATIENCE_MS = 600_000;

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

  /**
   * @param examiner The module.
   * @param patienceMs When an input counts as one that waits.
   */
  constructor(
    private readonly examiner = join(__dirname, 'examine.ts'),
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  async examine(input: Input): Promise<Fault | undefined> {
    const child = (this.child ??= await this.start());
    const { fault, cpuSeconds } = await this.answerOf(child, input);
    if (fault !== undefined) return fault;
    return cpuSeconds > MAX_CPU_SECONDS ? { step: 'all', said: `took ${cpuSeconds.toFixed(1)} CPU s` } : undefined;
  }

  [Symbol.dispose](): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private async start(): Promise<ChildProcess> {
    const child = fork(CHILD, [this.examiner, String(MAX_CPU_SECONDS)], {
      execArgv: ['-r', 'ts-node/register/transpile-only', `--max-old-space-size=${MAX_MIB}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await once(child, 'message');
    return child;
  }

  private async answerOf(child: ChildProcess, input: Input): Promise<Examined> {
    return new Promise((resolve) => {
      const lost = (said: string) => {
        this[Symbol.dispose]();
        settle({ fault: { step: 'all', said }, cpuSeconds: 0 });
      };
      const timer = setTimeout(() => lost(`waited for ${this.patienceMs} ms`), this.patienceMs);
      const onExit = (code: number | null, signal: string | null) =>
        lost(signal === 'SIGXCPU' ? `took more than ${MAX_CPU_SECONDS} CPU s` : `ended the process: ${code ?? signal}`);
      const settle = (examined: Examined) => {
        clearTimeout(timer);
        child.off('exit', onExit).off('message', settle);
        resolve(examined);
      };
      child.once('exit', onExit).once('message', settle).send(input);
    });
  }
}
