import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseManifests } from '../../model/parse-manifests';
import { isObject } from '../../terms/json';
import { UsageError } from '../usage-error';

/**
 * Runs the app that a `cdk8s.yaml` names, as cdk8s-cli does (through the shell, `CDK8S_OUTDIR` saying where to), into a
 * temporary folder, which is gone when `use` has ended.
 */
export async function synthesize<T>(
  configFile: string,
  signal: AbortSignal | undefined,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const [config] = parseManifests(readFileSync(configFile, 'utf8'), { source: configFile });
  const app = isObject(config) ? config.app : undefined;
  if (typeof app !== 'string') {
    throw new UsageError(`${configFile}: app: expected the command that synthesizes, found ${JSON.stringify(app)}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-'));
  try {
    await run(app, folder, signal);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(command: string, outdir: string, signal: AbortSignal | undefined): Promise<void> {
  // A process group of its own, so that an interruption reaches what the shell started, too.
  const child = spawn(command, {
    shell: true,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, CDK8S_OUTDIR: outdir },
  });
  const onAbort = () => process.kill(-(child.pid as number), 'SIGTERM');
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close') as Promise<[number | null]>]);
    signal?.throwIfAborted();
    if (code !== 0) {
      throw new UsageError(
        `the app does not synthesize (\`${command}\`, ${code === null ? 'ended by a signal' : `exit code ${code}`})`,
        stderr,
      );
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
