import { ApiObject, Chart, Testing } from 'cdk8s';
import { ClusterIPService, Gateway, HTTPRoute } from '../../src';
import { verify } from '../../src/conformance/verify';
import type { Intent } from '../../src/model/intents';
import type { Manifest } from '../../src/model/manifest';
import { EmbeddedTarget } from '../../src/targets/embedded/embedded-target';

/** What somebody writes who has a Service and wants it on the web. */
function newcomers(): {
  readonly manifests: readonly Manifest[];
  readonly url: string;
} {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  new ApiObject(chart, 'pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image: 'example.com/web', ports: [{ containerPort: 8080 }] }] },
  });
  const web = new ClusterIPService(chart, 'web', {
    selector: { app: 'web' },
    ports: [{ name: 'http', port: 80, targetPort: 8080 }],
  });
  const edge = new Gateway(chart, 'edge', {
    gatewayClassName: 'contour',
    listeners: [{ name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'shop-tls' }] } }],
  });
  const route = new HTTPRoute(chart, 'route', {
    parentRefs: [edge.listener('https')],
    hostnames: ['shop.example.com'],
    rules: [{ backendRefs: [web.port('http')] }],
  });
  return { manifests: Testing.synth(chart) as Manifest[], url: route.url({ path: '/cart', scheme: 'https' }) };
}

const intent = (expect: Intent['expect'], url: string): Intent => ({
  id: `shop/paths#${expect}`,
  construct: 'shop/paths',
  expect,
  from: { outside: true },
  to: { url },
});

test('a Gateway, an HTTPS listener and a route to a Service are as declared, and so is who may come', async () => {
  const { manifests, url } = newcomers();
  const report = await verify({ manifests, target: new EmbeddedTarget(), intents: [intent('allow', url)] });
  const found = report.probes.filter(({ to }) => to.kind === 'request');
  expect(found.map(({ object, row, result }) => [object, row, result])).toEqual([
    [expect.stringMatching(/^HTTPRoute\/shop\//), expect.stringContaining('https://shop.example.com:443/'), 'passed'],
    [undefined, 'allow https://shop.example.com/cart', 'passed'],
  ]);
});

test('a URL that a route serves is not denied to the outside', async () => {
  const { manifests, url } = newcomers();
  const report = await verify({ manifests, target: new EmbeddedTarget(), intents: [intent('deny', url)] });
  expect(report.probes.filter(({ row }) => row.startsWith('deny')).map(({ result }) => result)).toEqual(['failed']);
});
