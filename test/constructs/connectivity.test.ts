import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ClusterIPService } from '../../src/constructs/cluster-ip-service';
import { Connectivity, node, outside } from '../../src/constructs/connectivity';
import { ConstructError } from '../../src/constructs/construct-error';
import { Ingress } from '../../src/constructs/ingress';
import { INTENTS_FILE, parseIntents } from '../../src/model/intents';

let app: App;
let chart: Chart;
let api: ClusterIPService<
  readonly [{ readonly name: 'http'; readonly port: 80 }, { readonly name: 'b'; readonly port: 81 }]
>;

beforeEach(() => {
  app = new App({ outdir: mkdtempSync(join(tmpdir(), 'connectivity-')) });
  chart = new Chart(app, 'shop', { namespace: 'shop' });
  api = new ClusterIPService(chart, 'api', {
    metadata: { name: 'api' },
    ports: [
      { name: 'http', port: 80 },
      { name: 'b', port: 81 },
    ],
  });
});

const file = (): string => join(app.outdir, INTENTS_FILE);

function deployment(id: string, namespace?: string): ApiObject {
  const metadata = { name: id, ...(namespace === undefined ? {} : { namespace }) };
  const labels = { app: id };
  const template = { metadata: { labels }, spec: { containers: [{ name: id, image: id }] } };
  const spec = { selector: { matchLabels: labels }, template };
  return new ApiObject(chart, id, { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec });
}

describe('Connectivity', () => {
  test('is written beside the manifests, and not among them', () => {
    const frontend = new kplus.Deployment(chart, 'frontend', {
      metadata: { name: 'frontend' },
      containers: [{ image: 'frontend', portNumber: 8080 }],
    });
    const ingress = new Ingress(chart, 'ingress', {
      metadata: { name: 'ingress' },
      ingressClassName: 'nginx',
      rules: [{ host: 'shop.example.com', http: { paths: [{ backend: api.port('http') }] } }],
    });
    new Connectivity(chart, 'paths')
      .allow(frontend, api.port('http'))
      .allow(deployment('plain', 'elsewhere'), api)
      .allow(node('worker'), ingress.url())
      .deny(outside, api.port('b'));
    app.synth();
    const service = { namespace: 'shop', name: 'api' };
    const common = { construct: 'shop/paths' };
    expect(parseIntents(readFileSync(file(), 'utf8'))).toEqual([
      {
        ...common,
        id: 'shop/paths#1',
        expect: 'allow',
        from: { workload: { kind: 'Deployment', namespace: 'shop', name: 'frontend' } },
        to: { service, port: 'http' },
      },
      {
        ...common,
        id: 'shop/paths#2',
        expect: 'allow',
        from: { workload: { kind: 'Deployment', namespace: 'elsewhere', name: 'plain' } },
        to: { service },
      },
      {
        ...common,
        id: 'shop/paths#3',
        expect: 'allow',
        from: { node: 'worker' },
        to: { url: 'http://shop.example.com/' },
      },
      { ...common, id: 'shop/paths#4', expect: 'deny', from: { outside: true }, to: { service, port: 'b' } },
    ]);
    expect(Testing.synth(chart).map(({ kind }) => kind as string)).toEqual(
      expect.arrayContaining(['Service', 'Ingress', 'Deployment']),
    );
    expect(readFileSync(join(app.outdir, 'shop.k8s.yaml'), 'utf8')).not.toContain('paths#1');
  });

  test('refers to a port without name by its number', () => {
    const single = new ClusterIPService(chart, 'single', { ports: [{ port: 5432 }] });
    new Connectivity(chart, 'paths').allow(outside, single.port());
    app.synth();
    expect(parseIntents(readFileSync(file(), 'utf8'))).toMatchObject([{ to: { port: 5432 } }]);
  });

  test('leaves no file where there are no intents, not even that of an earlier synthesis', () => {
    new Connectivity(chart, 'paths').allow(outside, 'http://shop.example.com/');
    app.synth();
    expect(existsSync(file())).toBe(true);
    const { outdir } = app;
    const again = new App({ outdir });
    new ClusterIPService(new Chart(again, 'shop'), 'api', { ports: [{ port: 80 }] });
    again.synth();
    expect(existsSync(join(outdir, INTENTS_FILE))).toBe(false);
  });
});

describe('an intent is refused', () => {
  test.each<[string, (paths: Connectivity) => unknown]>([
    ['from something that makes no Pods', (paths) => paths.allow(api, api)],
    ['from a construct without an object', (paths) => paths.allow(chart, api)],
    ['to something that is not a Service', (paths) => paths.deny(outside, deployment('web'))],
    ['to something that is not a URL', (paths) => paths.allow(outside, 'shop.example.com')],
    ['to a URL that is not of HTTP', (paths) => paths.allow(outside, 'ftp://shop.example.com/')],
  ])('%s', (_, declare) => {
    const paths = new Connectivity(chart, 'paths');
    expect(() => declare(paths)).toThrow(ConstructError);
  });
});
