import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import ts from 'typescript';
import { parseManifests } from '../../src';
import { appFrom } from '../../src/init/from-manifests';
import { looksLikeObject } from '../../src/model/client-side';
import { SHOP, someOfCorpus } from '../init/applications';

const root = resolve(__dirname, '../..');
const files = readdirSync(__dirname)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => join(__dirname, name));
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'test/tsconfig.json'), (path) => ts.sys.readFile(path)).config,
  ts.sys,
  join(root, 'test'),
);
const program = ts.createProgram(files, { ...options, noEmit: true });

describe('the compiler', () => {
  test.each(files.map((file) => [basename(file), file]))('accepts and refuses what %s says', (_, file) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    expect(found.map(print)).toEqual([]);
  });

  test('says why a literal is refused', () => {
    const messages = compile([
      `import { Chart } from 'cdk8s';
      import { ClusterIPService, NodePortService } from 'cdk8s-net';
      declare const chart: Chart;
      new ClusterIPService(chart, 'a', { ports: [{ port: 70000 }] });
      new NodePortService(chart, 'b', { ports: [{ port: 80, nodePort: 8080 }] });`,
    ]);
    expect(messages).toHaveLength(2);
    expect(messages[0]).toContain('70000 is not a port: ports are 1 to 65535');
    expect(messages[1]).toContain('8080 is not a node port: node ports are 30000 to 32767');
  });

  test('accepts what init writes for manifests', () => {
    const texts = [SHOP, TAKEN, ...someOfCorpus().map(({ text }) => text)];
    const apps = texts.map((text) => appFrom(parseManifests(text).filter(looksLikeObject), 'default'));
    expect(apps.flatMap(({ refused }) => refused)).toEqual([]);
    expect(compile(apps.map(({ files: { 'network.ts': code = '' } }) => code))).toEqual([]);
  });
});

/** What the compiler says of modules. */
function compile(texts: readonly string[]): readonly string[] {
  const virtual = new Map(
    texts.map((text, index) => [
      join(__dirname, `virtual-${index}.ts`),
      text.replace("'cdk8s-net'", "'../../src/index'"),
    ]),
  );
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    const text = virtual.get(name);
    return text === undefined ? getSourceFile(name, ...rest) : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
  };
  const all = ts.createProgram([...virtual.keys()], { ...options, noEmit: true }, host, program);
  return [...virtual.keys()].flatMap((name) => all.getSemanticDiagnostics(all.getSourceFile(name)).map(print));
}

/** What the API server takes, and constructs may be too strict for. */
const TAKEN = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, sessionAffinity: "", ports: [{ port: 80, protocol: "" }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: any, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
endpoints: [{ addresses: [192.0.2.7] }]
ports: [{ name: any }]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: full, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
endpoints:
  - addresses: [192.0.2.7]
    targetRef: { kind: Pod, name: web-0, namespace: default, uid: e1, apiVersion: v1, resourceVersion: "1", fieldPath: spec }
    deprecatedTopology: { zone: a }
    hints: { forZones: [{ name: a }], forNodes: [{ name: node }] }
ports: [{ name: http, port: 80, protocol: TCP, appProtocol: http }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: blocks }
spec:
  podSelector: { matchExpressions: [{ key: app, operator: Exists }] }
  ingress: [{ from: [{ ipBlock: { cidr: 010.0.0.0/8, except: [10.1.0.0/016] } }], ports: [{ port: 80 }] }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: { name: more }
spec:
  parentRef: { group: gateway.networking.k8s.io, kind: Gateway, name: edge }
  listeners: [{ name: own, port: 9000, protocol: OWN }, { name: game, port: 7777, protocol: example.com/game }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { rules: [{ matches: [{ path: { type: Exact } }, { path: {} }], backendRefs: [{ name: web, port: 80 }] }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: web }
spec:
  targetRefs: [{ group: "", kind: Service, name: web }]
  validation: { hostname: a.example.com, caCertificateRefs: [], wellKnownCACertificates: System }
`;

function print({ file, start = 0, messageText }: ts.Diagnostic): string {
  const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
  return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}
