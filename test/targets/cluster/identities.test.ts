import { parseManifests } from '../../../src/model/parse-manifests';
import type { Probe, Verdict } from '../../../src/probes/probe';
import type { Deployment } from '../../../src/targets/target';
import { FakeKubernetes } from './fake/fake-kubernetes';

/** Two namespaces with the same names; on the network of node `worker` two Pods that both have its host name. */
const twins = ['a', 'b'].flatMap((namespace, index) =>
  parseManifests(`
apiVersion: v1
kind: Pod
metadata: {name: server, namespace: ${namespace}, labels: {app: web}}
spec: {nodeName: worker, containers: [{name: app, image: 'shop/web:1', ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: host, namespace: ${namespace}, labels: {app: host}}
spec: {nodeName: worker, hostNetwork: true, containers: [{name: app, image: 'shop/host:1', ports: [{containerPort: ${9000 + index}}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: ${namespace}}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: host, namespace: ${namespace}}
spec: {selector: {app: host}, ports: [{port: 80, targetPort: ${9000 + index}}]}
`),
);
const stateful = ['a', 'b'].flatMap((namespace) =>
  parseManifests(`
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: ${namespace}}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {nodeName: worker, containers: [{name: app, image: 'shop/db:1', ports: [{containerPort: 5432}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: ${namespace}}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}
`),
);
const aliases = parseManifests(`
apiVersion: v1
kind: Service
metadata: {name: alias, namespace: a}
spec: {type: ExternalName, externalName: web.b.svc.cluster.local}
---
apiVersion: v1
kind: Service
metadata: {name: first, namespace: a}
spec: {type: ExternalName, externalName: db-0.db.b.svc.cluster.local}
---
apiVersion: v1
kind: Service
metadata: {name: partner, namespace: a}
spec: {type: ExternalName, externalName: external.example.com}
`);

describe('who answered is', () => {
  let fake: FakeKubernetes;
  let deployment: Deployment;
  const ends: AsyncDisposable[] = [];
  beforeAll(async () => {
    fake = await FakeKubernetes.start();
    // Under the names of the manifests, for an ExternalName goes to the cluster as it is.
    const started = await fake.target({ namespacePrefix: '' }).start();
    ends.push(started, fake);
    deployment = await started.deploy([...twins, ...stateful, ...aliases]);
  });
  afterAll(async () => {
    for (const end of ends) await end[Symbol.asyncDispose]();
  });

  test.each([
    ['the Pod of the Service that the name stands for', 'a/server', 'web', 80, 'a/server'],
    ['the Pod of the Service of another namespace', 'a/server', 'web.b', 80, 'b/server'],
    ['the Pod behind an alias', 'a/server', 'alias', 80, 'b/server'],
    ['the Pod of the Service with the cluster IP', 'a/server', '${clusterIP:b/web}', 80, 'b/server'],
    ['the Pod with the address', 'a/server', '${podIP:b/server}', 8080, 'b/server'],
    ['the Pod with the name', 'a/server', 'db-0.db.b', 5432, 'b/db-0'],
    ['the Pod with the whole name', 'a/server', 'db-0.db.b.svc.cluster.local.', 5432, 'b/db-0'],
    ['the Pod behind an alias of its own', 'a/server', 'first', 5432, 'b/db-0'],
    ['the Pod of its own namespace with the short name', 'b/server', 'db-0.db', 5432, 'b/db-0'],
    ['one of several Pods on a node that the Service selects', 'b/server', 'host.a', 80, 'a/host'],
    ['the other one of another Service', 'a/server', 'host.b', 80, 'b/host'],
    ['of several Pods on a node the one with the port', 'a/server', '${nodeIP:worker}', 9001, 'b/host'],
    ['a host outside', 'a/server', 'external.example.com', 80, 'external.example.com'],
    ['the host outside that an alias stands for', 'a/server', 'partner', 80, 'external.example.com'],
  ])('%s', async (_, pod, host, port, by) => {
    const probe: Probe = { id: 'one', from: { pod }, to: { kind: 'transport', protocol: 'tcp', host, port } };
    const [verdict] = (await deployment.probe([probe])) as readonly [Verdict];
    expect(verdict).toMatchObject({ outcome: 'reached', by: [by] });
  });
});
