import { Cluster } from '../../../src/dataplane/cluster';
import type { ClusterConfig } from '../../../src/dataplane/cluster-config';
import { DEFAULT_NODES } from '../../../src/dataplane/cluster-config';
import { parseManifests } from '../../../src/model/parse-manifests';
import { pod, service } from '../support';

const BACKENDS = ['web', 'api'].map(
  (name) =>
    pod(name, 'worker', `app: ${name}`) +
    service(name, `{selector: {app: ${name}}, ports: [{port: 80, targetPort: 8080}]}`),
);
const ingressClass = (name: string, controller: string) => `
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: ${name}}
spec: {controller: ${controller}}`;
const ingress = (name: string, className: string, host: string, ...paths: readonly string[]) => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${name}, namespace: shop}
spec: {ingressClassName: ${className}, rules: [{host: ${host}, http: {paths: [${paths.join(', ')}]}}]}`;
const path = (pathType: string, value: string, to = 'web') =>
  `{path: '${value}', pathType: ${pathType}, backend: {service: {name: ${to}, port: {number: 80}}}}`;

function clusterOf(yaml: string, config: Partial<ClusterConfig> = {}): Cluster {
  const cluster = new Cluster({ nodes: DEFAULT_NODES, ...config });
  cluster.apply(parseManifests(BACKENDS.join('') + yaml));
  return cluster;
}

const THREE = [
  ingressClass('nginx', 'k8s.io/ingress-nginx'),
  ingressClass('contour', 'projectcontour.io/ingress-controller'),
  ingressClass('traefik', 'traefik.io/ingress-controller'),
  ingress('n', 'nginx', 'n.test', path('ImplementationSpecific', '/impl')),
  ingress('c', 'contour', 'c.test', path('ImplementationSpecific', '/impl')),
  ingress('t', 'traefik', 't.test', path('ImplementationSpecific', '/impl*'), path('Prefix', '/p')),
].join('');

describe('a class is served as its controller serves it', () => {
  const cluster = clusterOf(THREE);
  it.each([
    ['n.test', '/implx', 'respond'],
    ['n.test', '/impl', 'forward'],
    ['c.test', '/implx', 'forward'],
    ['t.test', '/implx', 'left'],
    ['t.test', '/p/x', 'forward'],
    ['t.test', '/q', 'respond'],
  ])('%s%s', (host, target, action) => {
    expect(cluster.route({ host, path: target }).action).toBe(action);
  });

  it('unless another profile is chosen for it', () => {
    const chosen = clusterOf(THREE, { ingressProfiles: { nginx: 'contour' } });
    expect(chosen.route({ host: 'n.test', path: '/implx' }).action).toBe('forward');
  });
});

it('a class without its IngressClass is served by nobody', () => {
  const cluster = clusterOf(ingress('n', 'nginx', 'n.test', path('Prefix', '/')));
  expect(cluster.route({ host: 'n.test', path: '/' })).toMatchObject({ action: 'respond', status: 404 });
});

it('the default backend takes what no rule of a host takes, as the Ingress API says', () => {
  const yaml = `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: d, namespace: shop}
spec: {ingressClassName: traefik, defaultBackend: {service: {name: api, port: {number: 80}}}, rules: [{host: d.test, http: {paths: [${path('Exact', '/x')}]}}]}`;
  const cluster = clusterOf(ingressClass('traefik', 'traefik.io/ingress-controller') + yaml);
  expect(cluster.route({ host: 'd.test', path: '/y' })).toMatchObject({ service: 'shop/api' });
});
