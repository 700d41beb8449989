import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../../../src/model/manifest';
import { refOf } from '../../../../src/model/manifest';
import { clientLibrary } from '../../../../src/targets/cluster/client-library';
import { RUN_LABEL } from '../../../../src/targets/cluster/labels';
import type { KubeconfigTargetOptions } from '../../../../src/targets/kubeconfig/kubeconfig-target';
import { KubeconfigTarget } from '../../../../src/targets/kubeconfig/kubeconfig-target';
import type { JsonObject } from '../../../../src/terms/json';
import { simulatedContainers } from './containers';
import type { Peculiarities } from './controllers';
import { SimulatedControllers } from './controllers';
import type { Exec } from './exec';
import { FakeApiServer } from './fake-api-server';
import { ObjectStore } from './object-store';
import { apiVersionOf, pathOf } from './resources';

export interface FakeKubernetesOptions extends Peculiarities {
  /** What commands in containers do in place of the usual, which is what the model of the dataplane says. */
  readonly exec?: (usual: Exec) => Exec;
}

/** A cluster for tests: a fake API server, with the model of the dataplane in place of nodes. Its API is real to whoever talks to it. */
export class FakeKubernetes implements AsyncDisposable {
  readonly store = new ObjectStore();
  readonly api: FakeApiServer;
  private readonly controllers: SimulatedControllers;
  /** Path of a kubeconfig that leads here. */
  readonly kubeconfig = join(mkdtempSync(join(tmpdir(), 'cdk8s-net-test-')), 'config');

  /** Where the API server listens. */
  url = '';

  private constructor({ exec = (usual) => usual, ...peculiarities }: FakeKubernetesOptions) {
    this.controllers = new SimulatedControllers(this.store, peculiarities);
    this.api = new FakeApiServer(this.store, this.controllers, exec(simulatedContainers(this.controllers)));
    for (const { name, addresses, labels } of this.controllers.cluster.nodes.values()) {
      const status = { addresses: addresses.map(({ ip }) => ({ type: 'InternalIP', address: ip })) };
      const podCIDRs = addresses.map(({ podCIDR }) => podCIDR);
      this.put('Node', undefined, name, { metadata: { labels }, spec: { podCIDR: podCIDRs[0], podCIDRs }, status });
    }
    this.put('Namespace', undefined, 'default');
    this.put('Service', 'default', 'kubernetes', { ...this.controllers.cluster.services.get('default/kubernetes') });
    this.apply([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'GatewayClass',
        metadata: { name: 'contour' },
        spec: { controllerName: 'projectcontour.io/gateway-controller' },
      },
    ]);
    if (peculiarities.noIngressController !== true) {
      this.put('IngressClass', undefined, 'contour', { spec: { controller: 'projectcontour.io/ingress-controller' } });
    }
  }

  static async start(options: FakeKubernetesOptions = {}): Promise<FakeKubernetes> {
    // The client takes seconds to load where the machine is busy.
    await clientLibrary();
    const fake = new FakeKubernetes(options);
    const server = (fake.url = await fake.api.start());
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

  /** Makes objects as somebody else would, and lets controllers act on them. */
  apply(manifests: readonly Manifest[]): void {
    for (const manifest of manifests) {
      const { kind, namespace, name } = refOf(manifest, 'default');
      const path = pathOf(kind, namespace, name);
      this.store.put(path, manifest);
      this.controllers.created(path);
    }
  }

  /** Puts an object, on which nobody acts. */
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
