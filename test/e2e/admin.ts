import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiServer } from '../../src/targets/cluster/api-server';
import { isNotFound } from '../../src/targets/cluster/cluster-error';
import { RUN_LABEL } from '../../src/targets/cluster/labels';
import { listPath, Resources } from '../../src/targets/cluster/resources';
import { KindCli } from '../../src/targets/kind/kind-cli';
import { CLUSTER } from './cluster';

const POLL_MS = 250;

/** Whoever looks after the shared cluster: beside the runs, with a connection of its own. */
export class Admin implements Disposable {
  private constructor(
    readonly kubeconfig: string,
    readonly api: ApiServer,
  ) {}

  static async of(): Promise<Admin> {
    const kubeconfig = join(mkdtempSync(join(tmpdir(), 'cdk8s-net-e2e-')), 'config');
    writeFileSync(kubeconfig, await new KindCli().kubeconfigOf(CLUSTER), { mode: 0o600 });
    return new Admin(kubeconfig, await ApiServer.of({ kubeconfig }));
  }

  /** What runs made and is still there, of every kind, but for what goes with its owner (Endpoints with their Service). */
  async leftovers(): Promise<readonly string[]> {
    const resources = (await new Resources(this.api).all()).filter(({ kind, verbs }) => {
      return kind !== 'Endpoints' && verbs.includes('list');
    });
    const query = { labelSelector: RUN_LABEL };
    const lists = await Promise.all(
      resources.map(async (resource) => {
        const { items } = await this.api.request<{ items: readonly Item[] }>('GET', listPath(resource), { query });
        const own = items.filter(({ metadata }) => metadata.ownerReferences === undefined);
        return own.map(({ metadata: { namespace = '', name } }) => `${resource.kind} ${namespace}/${name}`);
      }),
    );
    return lists.flat();
  }

  /** Waits until something is so; throws when it is not within the budget. */
  async until(what: string, isSo: () => Promise<boolean>, budgetMs = 60_000): Promise<void> {
    const deadline = performance.now() + budgetMs;
    while (!(await isSo())) {
      if (performance.now() > deadline) throw new Error(`${what}: not after ${budgetMs} ms`);
      await pause(POLL_MS);
    }
  }

  /** Waits until all nodes are ready, as they were before somebody disturbed them. */
  untilNodesAreReady(): Promise<void> {
    return this.until('all nodes are ready', async () => {
      const { items } = await this.api.request<{ items: readonly Node[] }>('GET', '/api/v1/nodes');
      return items.every(({ status }) =>
        status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True'),
      );
    });
  }

  untilGone(path: string): Promise<void> {
    return this.until(`${path} is gone`, async () => {
      return this.api.request('GET', path).then(
        () => false,
        (error: unknown) => {
          if (isNotFound(error)) return true;
          throw error;
        },
      );
    });
  }

  [Symbol.dispose](): void {
    this.api[Symbol.dispose]();
    rmSync(dirname(this.kubeconfig), { recursive: true });
  }
}

interface Item {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly ownerReferences?: unknown };
}

interface Node {
  readonly status: { readonly conditions: readonly { readonly type: string; readonly status: string }[] };
}
