import type * as Client from '@kubernetes/client-node';
import { ClusterError } from './cluster-error';

/**
 * The official client, loaded when a cluster is first talked to: nothing else should wait for it.
 *
 * It is an ES module. Node's own `require` takes those since 20.19; that of jest does not, hence the way around it.
 */
export function clientLibrary(): typeof Client {
  try {
    const { createRequire } = process.getBuiltinModule('node:module');
    return createRequire(__filename)('@kubernetes/client-node') as typeof Client;
  } catch (cause) {
    throw new ClusterError({
      place: `Node ${process.version}`,
      problem: `cannot load the Kubernetes client: ${(cause as Error).message}`,
      remedy: 'clusters need Node 20.19 or later; the embedded target works without',
      cause,
    });
  }
}
