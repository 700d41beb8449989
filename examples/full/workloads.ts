import type { Chart } from 'cdk8s';
import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import type { HeadlessService } from '../../src';

/** The workloads of the example, with cdk8s-plus: every Pod runs a server that says who it is. */

export function backend(chart: Chart): kplus.Deployment {
  return new kplus.Deployment(chart, 'backend', {
    metadata: { name: 'backend' },
    podMetadata: { labels: { app: 'backend' } },
    replicas: 2,
    containers: [netexec],
  });
}

export function frontend(chart: Chart): kplus.Deployment {
  return new kplus.Deployment(chart, 'frontend', {
    metadata: { name: 'frontend' },
    podMetadata: { labels: { app: 'frontend' } },
    replicas: 2,
    containers: [netexec],
  });
}

/** Its Pods are `database-0` and `database-1`, each with a name of its own under that of the Service. */
export function database(chart: Chart, service: HeadlessService): kplus.StatefulSet {
  return new kplus.StatefulSet(chart, 'database', {
    metadata: { name: 'database' },
    podMetadata: { labels: { app: 'database' } },
    service: service.forStatefulSet,
    replicas: 2,
    containers: [netexec],
  });
}

const netexec: kplus.ContainerProps = {
  name: 'netexec',
  image: 'registry.k8s.io/e2e-test-images/agnhost:2.53',
  imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
  args: ['netexec', '--http-port=8080'],
  ports: [{ name: 'http', number: 8080 }],
  readiness: kplus.Probe.fromHttpGet('/healthz', { port: 8080 }),
  securityContext: { user: 1000, group: 1000 },
  resources: {
    cpu: { request: kplus.Cpu.millis(10), limit: kplus.Cpu.millis(100) },
    memory: { request: Size.mebibytes(16), limit: Size.mebibytes(64) },
  },
};
