import type { Manifest } from '../../src/model/manifest';
import type { Probe } from '../../src/probes/probe';
import { EmbeddedTarget } from '../../src/targets/embedded/embedded-target';
import type { Deployment, Link } from '../../src/targets/target';
import { manifestsIn, PROXY_MODE, sharedCluster } from './cluster';

type To = Probe['to'];
const web: To = { kind: 'transport', protocol: 'tcp', host: 'web', port: 80 };

/** The fault is the name of its namespace; what is asked there, and which link is the first that is broken. */
const FAULTS: readonly (readonly [fault: string, to: To, broken: Link['link']])[] = [
  ['selector-matches-nothing', web, 'endpoints'],
  ['target-port-name', web, 'endpoints'],
  ['target-port-number', web, 'port'],
  ['never-ready', web, 'endpoints'],
  ['target-port-dialled', { kind: 'transport', protocol: 'tcp', host: 'web', port: 8080 }, 'rules'],
  ['headless-translates-nothing', web, 'port'],
  ['alias-of-nobody', web, 'name'],
  ['protocol', { kind: 'transport', protocol: 'udp', host: 'web', port: 80 }, 'port'],
  ['internal-local', web, 'endpoints'],
  ['external-local', { kind: 'transport', protocol: 'tcp', host: '${nodeIP:control-plane}', port: 31299 }, 'endpoints'],
  ['not-proxied', web, 'rules'],
  ['not-elsewhere', { kind: 'transport', protocol: 'tcp', host: 'web.not-elsewher', port: 80 }, 'name'],
];

/** The Pods of every network: the server on `worker`, the client on `worker2`. */
const pods = FAULTS.flatMap(([namespace]) => [pod(namespace, 'server', 'worker'), pod(namespace, 'client', 'worker2')]);
const manifests: readonly Manifest[] = [...manifestsIn('test/e2e/fixtures/faults.yaml'), ...pods];

describe('a fault is found on a real cluster as on the embedded one', () => {
  let real: Deployment;
  let embedded: Deployment;
  const disposables: AsyncDisposable[] = [];

  beforeAll(async () => {
    const started = [
      await sharedCluster().start(),
      await new EmbeddedTarget({ proxyMode: PROXY_MODE }).start(),
    ] as const;
    disposables.push(...started);
    real = await started[0].deploy(manifests);
    embedded = await started[1].deploy(manifests);
  });
  afterAll(async () => {
    await Promise.all(disposables.map((each) => each[Symbol.asyncDispose]()));
  });

  test.each(FAULTS)('%s', async (namespace, to, broken) => {
    const probe = { id: namespace, from: { pod: `${namespace}/client` }, to };
    const [observed] = await real.probe([probe]);
    expect(observed).toMatchObject({ outcome: expect.stringMatching(/^(refused|timedOut|unresolved)$/) as string });
    const links = [(await real.evidence(probe)).links, (await embedded.evidence(probe)).links];
    expect(links.map((each) => each.find(({ ok }) => !ok)?.link)).toEqual([broken, broken]);
  });

  test('a port that the Service behind an Ingress does not have breaks the route', async () => {
    const to = { kind: 'http', protocol: 'http', host: '${ingressIP}', path: '/', hostHeader: 'faults.example.com' } as const;
    const { links } = await real.evidence({ id: 'ingress', from: { outside: true }, to });
    const noController = links.at(-1)?.link === 'address';
    expect(links.at(-1)).toMatchObject({ ok: false, link: noController ? 'address' : 'route' });
  });
});

function pod(namespace: string, name: 'server' | 'client', nodeName: string): Manifest {
  const probe = namespace === 'never-ready' ? { readinessProbe: { httpGet: { port: 9999, path: '/' } } } : {};
  const container = { name: 'app', image: 'registry.example.com/not-built-yet:1', ...probe };
  const ports = name === 'server' ? { ports: [{ name: 'http', containerPort: 8080 }] } : {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: name === 'server' ? { app: 'web' } : {} },
    spec: {
      nodeName,
      containers: [name === 'server' ? { ...container, ...ports } : { name: 'app', image: container.image }],
    },
  };
}
