import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Fault } from './fault';

/** What a child process is told: a module whose `examine` takes the inputs, which come as messages. */
const CHILD = join(__dirname, 'child.ts');

/** What one input may take. */
const MAX_CPU_SECONDS = 2;
const MAX_MIB = 512;

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
  /** The child and its module, in one file each: a new child need not compile them. */
  private readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-fuzz-'));

  /**
   * @param examiner The module.
   * @param patienceMs When an input counts as one that never ends. Far more than its CPU time, for machines are busy.
   */
  constructor(
    private readonly examiner = join(__dirname, 'examine.ts'),
    private readonly patienceMs = 60_000,
  ) {
    const options = { bundle: true, platform: 'node', target: 'node20' } as const;
    buildSync({ ...options, entryPoints: [CHILD, examiner], outdir: this.folder });
  }

  async examine(text: string): Promise<Fault | undefined> {
    const child = (this.child ??= await this.start());
    const { fault, cpuSeconds } = await this.answerOf(child, text);
    if (fault !== undefined) return fault;
    return cpuSeconds > MAX_CPU_SECONDS ? { step: 'all', said: `took ${cpuSeconds.toFixed(1)} CPU s` } : undefined;
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
    const [script, examiner] = [CHILD, this.examiner].map((file) => join(this.folder, basename(file, '.ts')));
    const child = fork(`${script}.js`, [`${examiner}.js`], {
      execArgv: [`--max-old-space-size=${MAX_MIB}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await once(child, 'message');
    return child;
  }

  private async answerOf(child: ChildProcess, text: string): Promise<Examined> {
    return new Promise((resolve) => {
      const lost = (said: string) => {
        this.end();
        settle({ fault: { step: 'all', said }, cpuSeconds: 0 });
      };
      const timer = setTimeout(() => lost(`did not end within ${this.patienceMs} ms`), this.patienceMs);
      const onExit = (code: number | null, signal: string | null) => lost(`ended the process: ${code ?? signal}`);
      const settle = (examined: Examined) => {
        clearTimeout(timer);
        child.off('exit', onExit).off('message', settle);
        resolve(examined);
      };
      child.once('exit', onExit).once('message', settle).send(text);
    });
  }
}
