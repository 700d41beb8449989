import { App, Chart } from 'cdk8s';
import { acknowledge } from '../../src/constructs/acknowledge';
import { ClusterIPService } from '../../src/constructs/cluster-ip-service';
import { Diagnostics } from '../../src/constructs/diagnostics';
import { Ingress } from '../../src/constructs/ingress';

const RULE = 'links/ingress-backend-service';
const options = { external: ['IngressClass/nginx'] };

/** An Ingress in namespace `front` whose backend is a Service in namespace `back`, and a Service `api` in each namespace. */
function build(...namespacesOfApi: readonly string[]): App {
  const app = new App();
  Diagnostics.install(app, options);
  const services = ['back', ...namespacesOfApi].map((namespace) => {
    const chart = new Chart(app, namespace, { namespace });
    return new ClusterIPService(chart, 'api', { metadata: { name: 'api' }, ports: [{ port: 80 }] });
  });
  const [meant] = services;
  const chart = new Chart(app, 'ingresses', { namespace: 'front' });
  const ingress = new Ingress(chart, 'ingress', { metadata: { name: 'ingress' }, ingressClassName: 'nginx' });
  if (meant !== undefined) ingress.addPath({ host: 'a.example.com', backend: meant.port() });
  return app;
}

const finding = {
  rule: RULE,
  construct: 'ingresses/ingress',
  path: 'spec.rules[0].http.paths[0].backend.service.name',
  kind: 'NotFound',
};

describe('a backend in another namespace', () => {
  test('is found once where the namespace of the Ingress has no Service of that name', () => {
    expect(Diagnostics.of(build()).filter(({ rule }) => rule === RULE)).toMatchObject([finding]);
  });

  test('is found although the namespace of the Ingress has another Service of that name', () => {
    expect(Diagnostics.of(build('front')).filter(({ rule }) => rule === RULE)).toMatchObject([finding]);
  });

  test('fails synthesis', () => {
    expect(() => build('front').synthYaml()).toThrow(RULE);
  });

  test('can be acknowledged, or switched off', () => {
    const app = build('front');
    acknowledge(app.node.findChild('ingresses').node.findChild('ingress'), RULE, 'the other one is meant');
    expect(Diagnostics.of(app).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(Diagnostics.of(app, { severities: { [RULE]: 'off' } })).toEqual([]);
    expect(() => app.synthYaml()).not.toThrow();
  });
});
