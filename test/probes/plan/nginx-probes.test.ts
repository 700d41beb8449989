import { verify } from '../../../src/conformance';
import { Cluster } from '../../../src/dataplane/cluster';
import type { IngressRequest, IngressRoute } from '../../../src/dataplane/ingress/ingress-controller';
import { parseManifests } from '../../../src/model/parse-manifests';
import { EmbeddedTarget } from '../../../src/targets/embedded/embedded-target';

const NGINX = 'nginx.ingress.kubernetes.io/';
const app = (name: string) => `
---
{apiVersion: v1, kind: Pod, metadata: {name: ${name}-1, labels: {app: ${name}}}, spec: {containers: [{name: c, image: i, ports: [{containerPort: 8080}]}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: ${name}}, spec: {selector: {app: ${name}}, ports: [{port: 80, targetPort: 8080}]}}`;
const ingress = (name: string, annotations: Readonly<Record<string, string>>, path: string, to = 'web', more = '') => `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  annotations: ${JSON.stringify(Object.fromEntries(Object.entries(annotations).map(([key, value]) => [NGINX + key, value])))}
spec: {ingressClassName: nginx, ${more} rules: [{host: shop.test, http: {paths: [{path: '${path}', pathType: ImplementationSpecific, backend: {service: {name: ${to}, port: {number: 80}}}}]}}]}`;

/** Rows of Ingresses with what was expected and what came of it. */
async function rowsOf(...documents: readonly string[]) {
  return rowsOn(Cluster, ...documents);
}

async function rowsOn(cluster: typeof Cluster, ...documents: readonly string[]) {
  const { probes } = await verify({
    target: new EmbeddedTarget({}, (config) => new cluster(config)),
    manifests: parseManifests([app('web'), app('beta'), ...documents].join('')),
  });
  return probes
    .filter(({ subject }) => subject.startsWith('Ingress'))
    .map(({ row, expect, result }) => {
      const { status, location, seenPath } = expect as { status?: number; location?: string; seenPath?: string };
      return [row, result, location ?? seenPath ?? status];
    });
}

it('a regular expression is asked for by an example, and the rewritten path is what the Pod sees', async () => {
  const rows = await rowsOf(ingress('web', { 'rewrite-target': '/base/$2' }, '/app(/|$)(.*)'));
  expect(rows).toEqual([['http://shop.test/app', 'passed', '/base/']]);
});

it('a host with a certificate is asked for over http, which redirects, and over https', async () => {
  const tls = 'tls: [{hosts: [shop.test], secretName: made-elsewhere}],';
  expect(await rowsOf(ingress('web', {}, '/app', 'web', tls))).toEqual([
    ['http://shop.test/app', 'passed', 'https://shop.test/app'],
    ['https://shop.test/app', 'passed', '/app'],
  ]);
});

it('a redirect is asked for with its Location', async () => {
  expect(await rowsOf(ingress('web', { 'permanent-redirect': 'https://new.test' }, '/app'))).toEqual([
    ['http://shop.test/app', 'passed', 'https://new.test'],
  ]);
});

it('both sides of the header of a canary are asked for', async () => {
  const canary = { canary: 'true', 'canary-by-header': 'X-Beta' };
  const rows = await rowsOf(ingress('web', {}, '/'), ingress('beta', canary, '/', 'beta'));
  expect(rows.map(([row, result]) => [row, result])).toEqual([
    ['http://shop.test/hostname', 'passed'],
    ['http://shop.test/hostname with x-beta: always', 'passed'],
    ['http://shop.test/hostname with x-beta: never', 'passed'],
  ]);
});

it('a canary without a main Ingress, and what others answer, are not asked for', async () => {
  const rows = await rowsOf(
    ingress('lonely', { canary: 'true' }, '/', 'beta'),
    ingress('auth', { 'auth-url': 'https://auth.test' }, '/auth'),
  );
  expect(rows.map(([, result]) => result)).toEqual(['notRun', 'depends']);
});

it('an expression that nginx refuses takes all hosts with it', async () => {
  const rows = await rowsOf(ingress('web', {}, '/app'), ingress('bad', { 'use-regex': 'true' }, '/a('));
  expect(rows.map(([, result]) => result)).toContain('failed');
});

class ForgetsRewrites extends Cluster {
  override route(request: IngressRequest): IngressRoute {
    const route = super.route(request);
    if (route.action !== 'forward') return route;
    const { request: _, ...plain } = route;
    return plain;
  }
}

class ForgetsRedirects extends Cluster {
  override route(request: IngressRequest): IngressRoute {
    return super.route({ ...request, tls: { sni: request.host } });
  }
}

class RedirectsElsewhere extends Cluster {
  override route(request: IngressRequest): IngressRoute {
    const route = super.route(request);
    return route.action === 'respond' ? { ...route, headers: { location: 'https://elsewhere.test' } } : route;
  }
}

class ForgetsHeaders extends Cluster {
  override route({ headers: _, ...request }: IngressRequest): IngressRoute {
    return super.route(request);
  }
}

const TLS = 'tls: [{hosts: [shop.test], secretName: made-elsewhere}],';
const BY_HEADER = ingress('beta', { canary: 'true', 'canary-by-header': 'X-Beta' }, '/', 'beta');

it.each<[string, typeof Cluster, string]>([
  ['rewrites nothing', ForgetsRewrites, ingress('web', { 'rewrite-target': '/base/$2' }, '/app(/|$)(.*)')],
  ['redirects nobody to https', ForgetsRedirects, ingress('web', {}, '/app', 'web', TLS)],
  ['redirects elsewhere', RedirectsElsewhere, ingress('web', { 'permanent-redirect': 'https://new.test' }, '/app')],
  ['does not look at headers', ForgetsHeaders, ingress('web', {}, '/') + BY_HEADER],
])('a controller that %s is noticed', async (_, cluster, documents) => {
  const [honest, broken] = [await rowsOf(documents), await rowsOn(cluster, documents)];
  expect(honest.map(([, result]) => result)).not.toContain('failed');
  expect(broken.map(([, result]) => result)).toContain('failed');
});
