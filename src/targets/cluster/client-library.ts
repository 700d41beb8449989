import type { RequestOptions } from 'node:https';
import { createRequire } from 'node:module';
import type { Readable, Writable } from 'node:stream';
import { loadModule } from '../../runtime/load-module';
import { ClusterError } from './cluster-error';

/** What is used of the official client: credentials and certificates of a kubeconfig, and commands in containers. */
export interface ClientLibrary {
  readonly KubeConfig: new () => KubeConfig;
  readonly Exec: new (config: KubeConfig) => Exec;
}

/** A kubeconfig, read. */
export interface KubeConfig {
  loadFromDefault(): void;
  loadFromFile(file: string): void;
  loadFromString(content: string): void;
  getContexts(): readonly { readonly name: string }[];
  getCurrentContext(): string;
  setCurrentContext(name: string): void;
  getCurrentCluster(): { readonly server: string } | null;
  getCurrentUser(): { readonly exec?: { readonly command?: string } } | null;
  applyToHTTPSOptions(options: RequestOptions): Promise<void>;
}

/** Runs commands in containers. */
export interface Exec {
  exec(
    namespace: string,
    pod: string,
    container: string,
    command: string[],
    stdout: Writable | null,
    stderr: Writable | null,
    stdin: Readable | null,
    tty: boolean,
  ): Promise<ExecSocket>;
}

/** The connection to a command that runs. */
export interface ExecSocket {
  onclose: ((event: { readonly reason: string }) => void) | null;
  onerror: ((event: { readonly message: string }) => void) | null;
  close(): void;
  terminate(): void;
}

let loading: Promise<ClientLibrary> | undefined;

/**
 * The official client, loaded when a cluster is first talked to: nothing else waits for it, and only those who talk to
 * clusters install it. Throws a ClusterError when it is missing, and when this version of Node cannot load it.
 */
export function clientLibrary(): Promise<ClientLibrary> {
  return (loading ??= load());
}

async function load(): Promise<ClientLibrary> {
  const file = find();
  try {
    return (await loadModule(file)) as ClientLibrary;
  } catch (cause) {
    const problem = `Node ${process.version} cannot load it: ${(cause as Error).message}`;
    throw new ClusterError({ place: CLIENT, problem, remedy: `${INSTALL}@1, or use Node 22.15 or newer`, cause });
  }
}

function find(): string {
  try {
    return createRequire(__filename).resolve(CLIENT);
  } catch (cause) {
    const problem = 'is not installed, and the targets kind and kubeconfig need it';
    throw new ClusterError({ place: CLIENT, problem, remedy: `${INSTALL}${isForNewest() ? '' : '@1'}`, cause });
  }
}

/** Whether Node loads version 2, which is what npm installs by the name alone. */
function isForNewest(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 15);
}

const CLIENT = '@kubernetes/client-node';
const INSTALL = `run npm install --save-dev ${CLIENT}`;
