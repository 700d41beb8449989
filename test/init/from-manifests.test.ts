import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import ts from 'typescript';
import { Diagnostics, parseManifests } from '../../src';
import { appFiles } from '../../src/init/app-files';
import { appFrom } from '../../src/init/from-manifests';
import '../../src/jest';
import { looksLikeObject } from '../../src/model/client-side';
import { withFiles } from '../cli/run-cli';
import { readCorpus } from '../fixtures/corpus';
import { loadApp } from './load-app';

const SHOP = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: shop, annotations: {}}
spec:
  ingressClassName: nginx
  defaultBackend: {service: {name: web, port: {number: 80}}}
  tls: [{hosts: [shop.example.com]}]
  rules:
    - host: shop.example.com
      http:
        paths:
          - {path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}
          - {path: /files, pathType: Exact, backend: {resource: {apiGroup: example.com, kind: Bucket, name: files}}}
          - {path: /old, pathType: Prefix, backend: {service: {name: elsewhere, port: {name: http}}}}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop, annotations: {note: "it's a \\"text\\"\\nof two lines"}}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080, nodePort: null}]}
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {type: ClusterIP, clusterIP: None, selector: {app: db}}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: other}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
---
apiVersion: v1
kind: Service
metadata: {name: outside}
spec: {type: ExternalName, externalName: db.example.com}
---
apiVersion: v1
kind: Service
metadata: {name: lb}
spec: {type: LoadBalancer, selector: {app: lb}, ports: [{port: 80}], loadBalancerSourceRanges: [10.0.0.0/8]}
status: {loadBalancer: {}}
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: nginx}
spec: {controller: k8s.io/ingress-nginx}
---
apiVersion: v1
kind: Pod
metadata: {name: web-0, namespace: shop, labels: {app: web}, annotations: {}}
spec: {containers: [{name: web, image: web, ports: [{name: http, containerPort: 8080}]}], nodeName: ""}
`;

/** The app for a text, in a folder, and what it synthesizes to. */
function take(text: string) {
  const app = appFrom(parseManifests(text).filter(looksLikeObject), 'default');
  const files = appFiles('0.0.0', app);
  const { Network, options } = loadApp(files, withFiles(files));
  const root = new App();
  const chart = new Network(root, 'network');
  Diagnostics.install(root, options);
  return { ...app, files, chart, code: files['network.ts'] ?? '' };
}

describe('constructs for manifests that are there', () => {
  test('synthesize to them, letter by letter', () => {
    const { chart, declared, others } = take(SHOP);
    expect(chart).toMatchManifests(SHOP);
    expect([declared, others]).toEqual([6, 2]);
  });

  test('are of the class that the object is, and refer to ports of each other', () => {
    const { code } = take(SHOP);
    for (const name of [
      'ClusterIPService',
      'HeadlessService',
      'NodePortService',
      'ExternalNameService',
      'IngressClass',
    ]) {
      expect(code).toContain(`new ${name}(`);
    }
    expect(code).toContain("backend: webService.port('http')");
    expect(code).toContain("{ service: 'elsewhere', port: 'http' }");
  });

  test('are not made for what no construct has, or the API server refuses', () => {
    const bad = 'apiVersion: v1\nkind: Service\nmetadata: {name: bad}\nspec: {ports: [{port: 70000}]}\n';
    const { declared, refused, code } = appFrom(parseManifests(bad), 'default') as ReturnType<typeof take>;
    expect([declared, refused.map(({ rule }) => rule), code]).toEqual([
      0,
      ['service/port-range', 'service/target-port'],
      undefined,
    ]);
  });

  test('acknowledge what was wrong, so that the app synthesizes', () => {
    const lost = `${SHOP.replace('app: web}, ports: [{name: http', 'app: wbe}, ports: [{name: http')}`;
    const { chart, acknowledged } = take(lost);
    expect(acknowledged).not.toEqual([]);
    expect(chart).toMatchManifests(lost);
  });
});

const corpus = readCorpus() ?? [];
const describeCorpus = corpus.length === 0 ? describe.skip : describe;

/** Every fifth of them. */
const some = corpus.filter(({ text }, index) => index % 5 === 0 && !text.includes('status:'));

describeCorpus('published applications', () => {
  const taken = some.map(({ name, text }) => ({ name, text, ...take(text) }));

  test.each(taken.map(({ name, ...rest }) => [name, rest] as const))('synthesize to what they were: %s', (_, app) => {
    expect(app.refused).toEqual([]);
    expect(app.chart).toMatchManifests(app.text);
  });

  test('have nearly all of their Services and Ingresses declared', () => {
    const declared = taken.reduce((sum, app) => sum + app.declared, 0);
    const kinds = taken.flatMap(({ text }) => parseManifests(text).map(({ kind }) => String(kind)));
    const wanted = kinds.filter((kind) => ['Service', 'Ingress', 'IngressClass'].includes(kind)).length;
    expect(declared / wanted).toBeGreaterThan(0.95);
  });
});

test('the code compiles as in an app', () => {
  const files = [SHOP, ...some.map(({ text }) => text)].map((text) => {
    const file = join(withFiles({}), 'network.ts');
    writeFileSync(file, take(text).code);
    return file;
  });
  expect(problemsOf(files)).toEqual([]);
});

/** What the compiler finds, with the sources of this package in place of the package. */
function problemsOf(files: readonly string[]): readonly string[] {
  const root = join(__dirname, '../..');
  const modules = ['cdk8s', 'constructs'].map((name) => [name, [join(root, 'node_modules', name)]]);
  const program = ts.createProgram([...files], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    esModuleInterop: true,
    typeRoots: [join(root, 'node_modules/@types')],
    types: ['node'],
    paths: { 'cdk8s-net': [join(root, 'src/index.ts')], ...(Object.fromEntries(modules) as Record<string, string[]>) },
  });
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  });
}
