import { EmbeddedTarget } from '../../src/targets/embedded/embedded-target';
import type { Deployment } from '../../src/targets/target';
import { FAULTS, FAULTY } from '../targets/faults';
import { PROXY_MODE, sharedCluster } from './cluster';

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
    real = await started[0].deploy(FAULTY);
    embedded = await started[1].deploy(FAULTY);
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
    const to = {
      kind: 'http',
      protocol: 'http',
      host: '${ingressIP}',
      path: '/',
      hostHeader: 'faults.example.com',
    } as const;
    const { links } = await real.evidence({ id: 'ingress', from: { outside: true }, to });
    const noController = links.at(-1)?.link === 'address';
    expect(links.at(-1)).toMatchObject({ ok: false, link: noController ? 'address' : 'route' });
  });
});
