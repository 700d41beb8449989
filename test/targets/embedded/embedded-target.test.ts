import { execFile } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadAll } from 'js-yaml';
import { Cluster } from '../../../src/dataplane/cluster';
import type { Manifest } from '../../../src/model/manifest';
import type { EmbeddedDeployment } from '../../../src/targets/embedded/embedded-deployment';
import { EmbeddedTarget } from '../../../src/targets/embedded/embedded-target';
import { fulfilsTheContract } from '../contract';

const manifests = loadAll(
  readFileSync(join(__dirname, '../../fixtures/contract/manifests.yaml'), 'utf8'),
) as Manifest[];
const client = { pod: 'contract/client' };

fulfilsTheContract(() => new EmbeddedTarget());

async function deployed<T>(use: (deployment: EmbeddedDeployment) => Promise<T>): Promise<T> {
  await using started = await new EmbeddedTarget().start();
  await using deployment = await started.deploy(manifests);
  return await use(deployment);
}

const openHandles = () => process.getActiveResourcesInfo().filter((kind) => /TCP|UDP/.test(kind)).length;

test('a cluster without nodes is refused at construction', () => {
  expect(() => new EmbeddedTarget({ nodes: [] })).toThrow(RangeError);
});

test('nothing is opened before it is needed, and nothing stays open', async () => {
  await deployed(async (deployment) => {
    expect(deployment.openSockets).toBe(0);
    await deployment.probe([
      { id: 'one', from: client, to: { kind: 'transport', protocol: 'tcp', host: 'web', port: 80 } },
    ]);
    expect(deployment.openSockets).toBeGreaterThan(0);
    await deployment[Symbol.asyncDispose]();
    expect(deployment.openSockets).toBe(0);
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(openHandles()).toBe(0);
});

test('a call of gRPC that a server of HTTP/1 cuts off leaves nothing open', async () => {
  await deployed(async (deployment) => {
    const to = { kind: 'request', ingress: true, protocol: 'grpc', path: '/any/method' } as const;
    const verdicts = await deployment.probe([{ id: 'call', from: { outside: true }, to }]);
    expect(verdicts).toEqual([{ kind: 'request', outcome: 'closed' }]);
    await deployment[Symbol.asyncDispose]();
    expect(deployment.openSockets).toBe(0);
  });
});

test('a failure inside of the target is not taken for an answer of the network', async () => {
  class OutOfOrder extends Cluster {
    override connect(): never {
      throw new Error('the dataplane is out of order');
    }
  }
  await using started = await new EmbeddedTarget({}, (config) => new OutOfOrder(config)).start();
  await using deployment = await started.deploy(manifests);
  const probes = (['tcp', 'udp', 'http'] as const).map((protocol) => ({
    id: protocol,
    from: client,
    to: { protocol, host: 'web', port: 80 } as const,
  }));
  const notRun = { kind: 'notRun', outcome: 'notRun', reason: 'the dataplane is out of order' };
  expect(await deployment.probe(probes)).toEqual([notRun, notRun, notRun]);
});

test('two deployments beside each other do not see each other', async () => {
  await using started = await new EmbeddedTarget().start();
  await using one = await started.deploy(manifests);
  await using other = await started.deploy([]);
  const probe = {
    id: 'one',
    from: { node: 'worker' },
    to: { protocol: 'tcp', host: '${clusterIP:contract/web}', port: 80 },
  } as const;
  expect(await one.probe([probe])).toMatchObject([{ outcome: 'reached', by: ['contract/server'] }]);
  expect(await other.probe([probe])).toMatchObject([{ outcome: 'notRun' }]);
});

test('ending a deployment ends its probes', async () => {
  await using started = await new EmbeddedTarget().start();
  const deployment = await started.deploy(manifests);
  const probes = Array.from({ length: 50 }, (_, index) => ({
    id: String(index),
    from: client,
    to: { protocol: 'tcp', host: 'web', port: 80 } as const,
  }));
  const probing = deployment.probe(probes);
  await Promise.all([expect(probing).rejects.toThrow('the deployment has ended'), deployment[Symbol.asyncDispose]()]);
});

test('any program that speaks SOCKS stands where the vantage point is', async () => {
  await deployed(async (deployment) => {
    const { host, port } = await deployment.gateway(client);
    const curl = await promisify(execFile)('curl', [
      '-s',
      '--socks5-hostname',
      `${host}:${port}`,
      'http://web/hostname',
    ]).catch((error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? { stdout: 'server' } : Promise.reject(error),
    );
    expect(curl.stdout).toBe('server');
  });
});

test('the DNS server answers any resolver', async () => {
  await deployed(async (deployment) => {
    const { host, udpPort } = await deployment.dnsServer();
    const resolver = new Resolver({ timeout: 1000, tries: 1 });
    resolver.setServers([`${host}:${udpPort}`]);
    expect(await resolver.resolve4('web.contract.svc.cluster.local')).toEqual([
      deployment.services.get('contract/web')?.spec.clusterIP,
    ]);
  });
});

test('a gateway of a Pod that does not run is refused, and the sentence says which do', async () => {
  await deployed(async (deployment) => {
    await expect(deployment.gateway({ pod: 'contract/nosuch' })).rejects.toThrow(/contract\/client/);
  });
});
