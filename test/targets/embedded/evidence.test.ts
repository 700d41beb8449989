import { parseManifests } from '../../../src/model/parse-manifests';
import type { Probe } from '../../../src/probes/probe';
import { EmbeddedTarget } from '../../../src/targets/embedded/embedded-target';

const manifests = parseManifests(`
apiVersion: v1
kind: Pod
metadata: {name: server, labels: {app: web}}
spec:
  containers:
  - {name: app, image: agnhost, args: [netexec, --http-port=8080]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080}, {name: dead, port: 81, targetPort: 9}]
---
apiVersion: v1
kind: Service
metadata: {name: typo}
spec:
  selector: {app: wbe}
  ports: [{port: 80}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: site}
spec:
  rules:
  - host: www.example.com
    http:
      paths:
      - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
`);

async function linksOf(to: Probe['to']) {
  await using started = await new EmbeddedTarget().start();
  await using deployment = await started.deploy(manifests);
  return (await deployment.evidence({ id: 'one', from: { pod: 'default/server' }, to })).links;
}

const tcp = (host: string, port = 80): Probe['to'] => ({ kind: 'transport', protocol: 'tcp', host, port });
const http = (hostHeader: string): Probe['to'] => ({
  kind: 'http',
  protocol: 'http',
  host: '${ingressIP}',
  hostHeader,
});

test('all links of a way that works hold', async () => {
  const links = await linksOf(tcp('web'));
  expect(links.length).toBeGreaterThan(1);
  expect(links.every(({ ok }) => ok)).toBe(true);
});

test.each<[string, Probe['to'], string, RegExp]>([
  ['a name that does not resolve', tcp('nosuch'), 'name', /nosuch/],
  ['a selector that matches nothing', tcp('typo'), 'endpoints', /app: web/],
  [
    'a question without an answer',
    { kind: 'dns', dns: { name: '_x._tcp.web', type: 'SRV' } },
    'name',
    /NXDOMAIN.*ndots:5/,
  ],
  ['a target port that nobody listens on', tcp('web', 81), 'port', /9/],
  ['a host that no Ingress has', http('other.example.com'), 'route', /other\.example\.com/],
])('%s is the last link', async (_case, to, link, detail) => {
  expect((await linksOf(to)).at(-1)).toEqual({ link, ok: false, detail: expect.stringMatching(detail) as string });
});

test('of a request that is routed, the route is the last link', async () => {
  expect((await linksOf(http('www.example.com'))).at(-1)).toMatchObject({ link: 'route', ok: true });
});

test('a name can be asked for alone, and variables have no way', async () => {
  expect(await linksOf({ kind: 'dns', dns: { name: 'web', type: 'A' } })).toMatchObject([{ link: 'name', ok: true }]);
  expect(await linksOf({ kind: 'env', env: { pod: 'default/server' } })).toEqual([]);
});
