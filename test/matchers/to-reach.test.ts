import { App, Chart } from 'cdk8s';
import { Deployment, Ingress, IngressBackend, Service, ServiceType } from 'cdk8s-plus-27';
import '../../src/vitest';
import { ReachError } from '../../src/matchers/reach-error';
import { parseManifests } from '../../src/model/parse-manifests';

vi.setConfig({ testTimeout: 30_000 });

/** A frontend in one chart; in another one `api`, and `broken`, which forwards to a port that nobody listens on. */
function build(): { readonly app: App; readonly front: Chart } {
  const app = new App();
  const [front, back] = [new Chart(app, 'front'), new Chart(app, 'back')];
  const containers = [{ image: 'app', portNumber: 8080 }];
  new Deployment(front, 'frontend', { metadata: { name: 'frontend' }, containers });
  const service = (name: string, targetPort: number) => {
    const selector = new Deployment(back, `deployment-${name}`, { metadata: { name }, containers });
    new Service(back, name, { metadata: { name }, selector, ports: [{ port: 80, targetPort }] });
  };
  service('api', 8080);
  service('broken', 8081);
  return { app, front };
}

/** Two clients, of which a NetworkPolicy lets one Pod in. */
const HALF = parseManifests(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec: { containers: [{ name: api, image: api, ports: [{ containerPort: 80 }] }] }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: client }
spec:
  selector: { matchLabels: { app: client } }
  template:
    metadata: { labels: { app: client } }
    spec: { containers: [{ name: client, image: client }] }
---
apiVersion: v1
kind: Service
metadata: { name: api }
spec: { selector: { app: api }, internalTrafficPolicy: Local, ports: [{ port: 80 }] }
`);

async function messageOf(matching: Promise<unknown>): Promise<string> {
  try {
    await matching;
  } catch (error) {
    return (error as Error).message;
  }
  return 'passed';
}

describe('toReach', () => {
  test('passes where traffic gets through, across the charts of an app', async () => {
    const { app, front } = build();
    await expect(app).toReach('deployment/frontend', 'http://api/');
    await expect(front).toReach('Deployment/default/frontend', 'tcp://api.default.svc.cluster.local:80');
  });

  test('passes negated where it does not', async () => {
    await expect(build().app).not.toReach('deployment/frontend', 'http://broken/');
  });

  test('says how far it got when it fails', async () => {
    const message = await messageOf(expect(build().app).toReach('deployment/frontend', 'http://broken/'));
    expect(message).toMatch(
      /^expected deployment\/frontend to reach http:\/\/broken\/, but from pod default\/frontend-\S+ it is refused\n/,
    );
    expect(message).toMatch(/\n {2}✓ name: .+/);
    expect(message).toMatch(/\n {2}✗ port: .*8081.*$/);
  });

  test('says who answers when nobody was to', async () => {
    const message = await messageOf(expect(build().app).not.toReach('deployment/frontend', 'http://api/'));
    expect(message).toMatch(
      /^expected deployment\/frontend not to reach http:\/\/api\/, but .* it is reached by default\/api-.+ with HTTP status 200\n/,
    );
  });

  test('wants every Pod of the workload to get through, or none', async () => {
    expect(await messageOf(expect(HALF).toReach('daemonset/client', 'tcp://api:80'))).toContain('to reach');
    expect(await messageOf(expect(HALF).not.toReach('daemonset/client', 'tcp://api:80'))).toContain('not to reach');
  });

  test('reaches from outside what is exposed there, and nothing else', async () => {
    const { app, front } = build();
    const frontend = front.node.findChild('frontend') as Deployment;
    const ports = [{ port: 80, targetPort: 8080, nodePort: 30080 }];
    const type = ServiceType.LOAD_BALANCER;
    const web = new Service(front, 'lb', { metadata: { name: 'lb' }, selector: frontend, type, ports });
    const backend = IngressBackend.fromService(web);
    new Ingress(front, 'ingress', { rules: [{ host: 'shop.example.com', path: '/', backend }] });
    await expect(app).toReach('outside', 'http://${lbIP:default/lb}/');
    await expect(app).toReach('outside', 'http://${nodeIP:worker}:30080/');
    await expect(app).toReach('outside', 'http://shop.example.com/cart');
    await expect(app).not.toReach('outside', 'http://other.example.com/');
    await expect(app).not.toReach('outside', 'tcp://${clusterIP:default/api}:80');
    await expect(app).toReach('node/worker', 'tcp://${clusterIP:default/api}:80');
    await expect(expect(app).toReach('node/nowhere', 'tcp://10.0.0.1:80')).rejects.toThrow(/worker2/);
  });

  test.each<[string, string, string]>([
    ['a workload that there is not', 'deployment/nobody', 'http://api/'],
    ['another scheme', 'deployment/frontend', 'ftp://api/'],
    ['no URL', 'deployment/frontend', 'api'],
    ['tcp without a port', 'deployment/frontend', 'tcp://api'],
  ])('fails either way where nothing can be learnt: %s', async (_, from, url) => {
    const { app } = build();
    await expect(expect(app).toReach(from, url)).rejects.toThrow(ReachError);
    await expect(expect(app).not.toReach(from, url)).rejects.toThrow(ReachError);
  });

  test('takes no name that nobody has for proof of isolation', async () => {
    const { app } = build();
    await expect(expect(app).not.toReach('deployment/frontend', 'http://apii/')).rejects.toThrow('did you mean api?');
    expect(await messageOf(expect(app).toReach('deployment/frontend', 'http://apii/'))).toContain('unresolved');
  });

  test('deploys nothing that the API server would refuse', async () => {
    const refused = parseManifests(
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 0 }] }',
    );
    await expect(expect(refused).not.toReach('outside', 'tcp://web:80')).rejects.toThrow('service/port-range');
  });
});
