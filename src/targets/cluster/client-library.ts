import { createRequire } from 'node:module';
import vm from 'node:vm';
import type * as Client from '@kubernetes/client-node';

let loading: Promise<typeof Client> | undefined;

/** The official client, loaded when a cluster is first talked to: nothing else should wait for it. */
export function clientLibrary(): Promise<typeof Client> {
  return (loading ??= load());
}

/**
 * The client is an ES module, and this package is not. Node takes that since 20.19; before, and in jest, whose `require` does
 * not, a script that asks for Node's own loader gets it.
 */
async function load(): Promise<typeof Client> {
  try {
    return createRequire(__filename)(CLIENT) as typeof Client;
  } catch {
    const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    const script = new vm.Script(`import('${CLIENT}')`, { filename: __filename, importModuleDynamically });
    return script.runInThisContext() as Promise<typeof Client>;
  }
}

const CLIENT = '@kubernetes/client-node';
