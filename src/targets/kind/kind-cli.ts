import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ClusterError } from '../cluster/cluster-error';
import { spawnGuarded, wasNotFound } from './guarded';

/** The `kind` command, found on PATH: https://kind.sigs.k8s.io. */
export class KindCli {
  /** Names of the clusters that there are. */
  async clusters(signal?: AbortSignal): Promise<readonly string[]> {
    const output = await this.run(['get', 'clusters'], { signal });
    return output.split('\n').filter((line) => /^[a-z0-9.-]+$/.test(line));
  }

  /** Creates a cluster from a configuration and waits until its control plane is ready. */
  async create(name: string, config: string, image?: string, signal?: AbortSignal): Promise<void> {
    const images = image === undefined ? [] : ['--image', image];
    const args = ['create', 'cluster', '--name', name, '--config', '-', '--wait', '120s', ...images];
    await besideKubeconfig((kubeconfig) => this.run([...args, ...kubeconfig], { input: config, signal }));
  }

  /** What leads to a cluster, as the content of a kubeconfig. */
  async kubeconfigOf(name: string, signal?: AbortSignal): Promise<string> {
    return this.run(['get', 'kubeconfig', '--name', name], { signal });
  }

  /**
   * Has the nodes refuse every connection that is to be refused: Linux rations the ICMP messages that say so, one client gets
   * six at once and then one a second, and what is not sent looks like silence. Throws when the nodes cannot be reached.
   */
  async refuseAlways(name: string, signal?: AbortSignal): Promise<void> {
    const nodes = (await this.run(['get', 'nodes', '--name', name], { signal }))
      .split('\n')
      .filter((node) => node !== '');
    const engine = process.env.KIND_EXPERIMENTAL_PROVIDER ?? 'docker';
    const settings = ['net.ipv4.icmp_ratelimit=0', 'net.ipv6.icmp.ratelimit=0', 'net.ipv4.icmp_msgs_per_sec=100000'];
    for (const node of nodes) await this.run(['exec', node, 'sysctl', '-qwe', ...settings], { signal }, engine);
  }

  /** Deletes a cluster; one that does not exist is not an error. */
  async delete(name: string): Promise<void> {
    await besideKubeconfig((kubeconfig) => this.run(['delete', 'cluster', '--name', name, ...kubeconfig]));
  }

  /** What kind, or its container engine, prints on stdout. Throws a ClusterError with the remedy when it does not work. */
  private async run(
    args: readonly string[],
    { input, signal }: { readonly input?: string; readonly signal?: AbortSignal | undefined } = {},
    command = 'kind',
  ): Promise<string> {
    signal?.throwIfAborted();
    const child = spawnGuarded(command, args);
    const [stdin, out, err] = [child.stdin, child.stdout, child.stderr] as [Writable, Readable, Readable];
    // What it started goes with it: else a container would come after the cluster was deleted.
    const stop = () => child.stdio[3]?.destroy();
    signal?.addEventListener('abort', stop, { once: true });
    stdin.on('error', () => undefined);
    stdin.end(input);
    try {
      const ended = once(child, 'exit') as Promise<[number | null]>;
      const [stdout, stderr, [code]] = await Promise.all([text(out), text(err), ended]);
      signal?.throwIfAborted();
      if (wasNotFound(command, code, stderr)) throw notFound(command);
      if (code !== 0) throw explain(command, args, stderr);
      return stdout;
    } finally {
      signal?.removeEventListener('abort', stop);
      child.stdio[3]?.destroy();
    }
  }
}

/** Has kind keep its books in a file that goes at once, and not in the kubeconfig of whoever runs it. */
async function besideKubeconfig(run: (option: readonly string[]) => Promise<unknown>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-kind-'));
  try {
    await run(['--kubeconfig', join(folder, 'config')]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function notFound(command: string): ClusterError {
  return new ClusterError({
    place: command,
    problem: 'is not on PATH',
    remedy:
      'install it (https://kind.sigs.k8s.io/docs/user/quick-start/#installation), or verify with --target embedded',
  });
}

/** What kind has to say, with what to do about the engine that it needs. */
function explain(command: string, args: readonly string[], stderr: string): ClusterError {
  const place = `${command} ${args.slice(0, 2).join(' ')}`;
  const [pattern, problem, remedy] = ENGINE.find(([wanted]) => wanted.test(stderr)) ?? [];
  if (pattern !== undefined && problem !== undefined) {
    return new ClusterError({ place, problem, ...(remedy === undefined ? {} : { remedy }) });
  }
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const error = lines.find((line) => line.startsWith('ERROR:')) ?? lines.at(-1) ?? 'it failed without a word';
  return new ClusterError({
    place,
    problem: `${error.trim()}${lines.length > 1 ? ` (${(lines.at(-1) ?? '').trim()})` : ''}`,
  });
}

const ENGINE: readonly (readonly [RegExp, string, string])[] = [
  [
    /permission denied.{0,100}(?:docker|podman)|dial unix.{0,100}permission denied/is,
    'this user may not talk to the container engine',
    'add the user to the group docker, or use rootless podman (KIND_EXPERIMENTAL_PROVIDER=podman)',
  ],
  [
    /cannot connect to the docker daemon|is the docker daemon running|failed to connect to the docker api/i,
    'no container engine runs',
    'start Docker, or set DOCKER_HOST to where it listens, or verify with --target embedded',
  ],
  [
    /"(docker|podman|nerdctl)": executable file not found|failed to detect any supported node provider|no such file.{0,100}docker/i,
    'there is no container engine',
    'install Docker or podman, or verify with --target embedded',
  ],
];
