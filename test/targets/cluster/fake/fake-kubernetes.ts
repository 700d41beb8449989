import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Cluster } from '../../../../src/dataplane/cluster';
import { DEFAULT_NODES } from '../../../../src/dataplane/cluster-config';
import { RUN_LABEL } from '../../../../src/targets/cluster/labels';
import type { KubeconfigTargetOptions } from '../../../../src/targets/kubeconfig/kubeconfig-target';
import { KubeconfigTarget } from '../../../../src/targets/kubeconfig/kubeconfig-target';
import type { JsonObject } from '../../../../src/terms/json';
import { simulatedContainers } from './containers';
import type { Defects } from './controllers';
import { SimulatedControllers } from './controllers';
import type { Exec } from './exec';
import { FakeApiServer } from './fake-api-server';
import { ObjectStore } from './object-store';
import { apiVersionOf, pathOf } from './resources';

export interface FakeKubernetesOptions extends Defects {
  /** What commands in containers do. Default: as the model of the dataplane says. */
  readonly exec?: Exec;
}

/** A cluster for tests: a fake API server, with the model of the dataplane in place of nodes. Its API is real to whoever talks to it. */
export class FakeKubernetes implements AsyncDisposable {
  readonly store = new ObjectStore();
  readonly cluster = new Cluster({ nodes: DEFAULT_NODES, externalHosts: ['external.example.com'] });
  readonly api: FakeApiServer;
  /** Path of a kubeconfig that leads here. */
  readonly kubeconfig = join(mkdtempSync(join(tmpdir(), 'cdk8s-net-test-')), 'config');

  private constructor({ exec, ...defects }: FakeKubernetesOptions) {
    const controllers = new SimulatedControllers(this.store, this.cluster, defects);
    this.api = new FakeApiServer(this.store, controllers, exec ?? simulatedContainers(this.cluster));
    for (const { name, ip, podCIDR, labels } of this.cluster.nodes.values()) {
      const status = { addresses: [{ type: 'InternalIP', address: ip }] };
      this.put('Node', undefined, name, { metadata: { labels }, spec: { podCIDR }, status });
    }
    this.put('Namespace', undefined, 'default');
    this.put('Service', 'default', 'kubernetes', { spec: this.cluster.services.get('default/kubernetes')?.spec });
    this.put('IngressClass', undefined, 'contour', { spec: { controller: 'projectcontour.io/ingress-controller' } });
  }

  static async start(options: FakeKubernetesOptions = {}): Promise<FakeKubernetes> {
    const fake = new FakeKubernetes(options);
    const server = await fake.api.start();
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'fake', cluster: { server, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'tester', user: {} }],
      contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'tester' } }],
      'current-context': 'fake',
    };
    writeFileSync(fake.kubeconfig, JSON.stringify(config));
    return fake;
  }

  target(options: KubeconfigTargetOptions = {}): KubeconfigTarget {
    return new KubeconfigTarget({ kubeconfig: this.kubeconfig, ...options });
  }

  /** Puts an object where somebody else made it. */
  put(kind: string, namespace: string | undefined, name: string, fields: JsonObject = {}): string {
    const path = pathOf(kind, namespace, name);
    const metadata = { name, ...(namespace === undefined ? {} : { namespace }), ...(fields.metadata as JsonObject) };
    this.store.put(path, { apiVersion: apiVersionOf(kind), kind, ...fields, metadata });
    return path;
  }

  /** What runs made and is still there. */
  get leftovers(): readonly string[] {
    return this.store.all().flatMap(([path, { metadata }]) => (metadata.labels?.[RUN_LABEL] === undefined ? [] : path));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.api[Symbol.asyncDispose]();
    rmSync(dirname(this.kubeconfig), { recursive: true });
  }
}
