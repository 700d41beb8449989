import { createRequire } from 'node:module';
import type * as Client from '@kubernetes/client-node';
import { loadModule } from '../../runtime/load-module';
import { ClusterError } from './cluster-error';

let loading: Promise<typeof Client> | undefined;

/**
 * The official client, loaded when a cluster is first talked to: nothing else waits for it, and only those who talk to
 * clusters install it. Throws a ClusterError when it is missing, and when this version of Node cannot load it.
 */
export function clientLibrary(): Promise<typeof Client> {
  return (loading ??= load());
}

async function load(): Promise<typeof Client> {
  const file = find();
  try {
    return (await loadModule(file)) as typeof Client;
  } catch (cause) {
    const problem = `Node ${process.version} cannot load it: ${(cause as Error).message}`;
    throw new ClusterError({ place: CLIENT, problem, remedy: 'install version 1, or use a newer Node', cause });
  }
}

function find(): string {
  try {
    return createRequire(__filename).resolve(CLIENT);
  } catch (cause) {
    const problem = 'is not installed, and the targets kind and kubeconfig need it';
    throw new ClusterError({ place: CLIENT, problem, remedy: `run npm install --save-dev ${CLIENT}`, cause });
  }
}

const CLIENT = '@kubernetes/client-node';
