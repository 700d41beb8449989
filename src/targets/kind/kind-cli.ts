import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { ClusterError } from '../cluster/cluster-error';

/** The `kind` command, found on PATH: https://kind.sigs.k8s.io. */
export class KindCli {
  /** Names of the clusters that there are. */
  async clusters(signal?: AbortSignal): Promise<readonly string[]> {
    const output = await this.run(['get', 'clusters'], { signal });
    return output.split('\n').filter((line) => /^[a-z0-9.-]+$/.test(line));
  }

  /** Creates a cluster from a configuration and waits until its nodes are ready. */
  async create(name: string, config: string, kubeconfig: string, image?: string, signal?: AbortSignal): Promise<void> {
    const images = image === undefined ? [] : ['--image', image];
    const args = ['create', 'cluster', '--name', name, '--config', '-', '--kubeconfig', kubeconfig, '--wait', '120s'];
    await this.run([...args, ...images], { input: config, signal });
  }

  async exportKubeconfig(name: string, kubeconfig: string, signal?: AbortSignal): Promise<void> {
    await this.run(['export', 'kubeconfig', '--name', name, '--kubeconfig', kubeconfig], { signal });
  }

  /** Deletes a cluster; one that does not exist is no error. */
  async delete(name: string, kubeconfig?: string): Promise<void> {
    await this.run([
      'delete',
      'cluster',
      '--name',
      name,
      ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
    ]);
  }

  /** What kind prints on stdout. Throws a ClusterError with the remedy when it does not work. */
  private async run(
    args: readonly string[],
    { input, signal }: { readonly input?: string; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<string> {
    signal?.throwIfAborted();
    // A process group of its own: Ctrl-C in a terminal must not stop kind while it tidies up.
    const child = spawn('kind', args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    const stop = () => child.kill('SIGTERM');
    signal?.addEventListener('abort', stop, { once: true });
    const failed = new Promise<never>((_, reject) => child.once('error', (cause) => reject(notFound(cause))));
    failed.catch(() => undefined);
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    try {
      const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
      const [stdout, stderr, [code]] = await Promise.race([ended, failed]);
      signal?.throwIfAborted();
      if (code !== 0) throw explain(args, stderr);
      return stdout;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }
}

function notFound(cause: Error): ClusterError {
  return new ClusterError({
    place: 'kind',
    problem: (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'is not on PATH' : cause.message,
    remedy:
      'install it (https://kind.sigs.k8s.io/docs/user/quick-start/#installation), or verify with --target embedded',
    cause,
  });
}

/** What kind has to say, with what to do about the engine that it needs. */
function explain(args: readonly string[], stderr: string): ClusterError {
  const place = `kind ${args.slice(0, 2).join(' ')}`;
  const [pattern, problem, remedy] = ENGINE.find(([wanted]) => wanted.test(stderr)) ?? [];
  if (pattern !== undefined && problem !== undefined) {
    return new ClusterError({ place, problem, ...(remedy === undefined ? {} : { remedy }) });
  }
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const error = lines.find((line) => line.startsWith('ERROR:')) ?? lines.at(-1) ?? 'it failed without a word';
  return new ClusterError({ place, problem: `${error.trim()}${lines.length > 1 ? ` (${lines.at(-1)?.trim()})` : ''}` });
}

const ENGINE: readonly (readonly [RegExp, string, string])[] = [
  [
    /permission denied.*(docker|podman)|dial unix.*permission denied/is,
    'this user may not talk to the container engine',
    'add the user to the group docker, or use rootless podman (KIND_EXPERIMENTAL_PROVIDER=podman)',
  ],
  [
    /cannot connect to the docker daemon|is the docker daemon running|failed to connect to the docker api/i,
    'no container engine runs',
    'start Docker, or set DOCKER_HOST to where it listens, or verify with --target embedded',
  ],
  [
    /"(docker|podman|nerdctl)": executable file not found|failed to detect any supported node provider|no such file.*docker/i,
    'there is no container engine',
    'install Docker or podman, or verify with --target embedded',
  ],
];
