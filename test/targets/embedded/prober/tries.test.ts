import net from 'node:net';
import { openGateway } from '../../../../src/targets/embedded/gateway/gateway';
import type { TryContext } from '../../../../src/targets/embedded/prober/tries';
import { tryHttp, tryTcp, tryUdp } from '../../../../src/targets/embedded/prober/tries';
import { FakeCluster, refused, toListener, toPod } from '../fake-cluster';

let cluster: FakeCluster;
let context: TryContext;

const at = (address: string, port = 80) => ({ address, port });

beforeEach(async () => {
  const nobodyKnows = toListener({ type: 'healthCheck', service: 'shop/web', status: 200, localEndpoints: 1 });
  cluster = new FakeCluster({
    'TCP 10.96.0.5:80': toPod('shop/web-1'),
    'TCP 10.96.0.6:80': refused,
    'TCP 10.96.0.9:80': toPod('shop/named', '10.244.1.9', 'hostname'),
    'TCP 172.18.0.2:30000': nobodyKnows,
    'UDP 10.96.0.5:80': toPod('shop/web-1', '172.18.0.3'),
    'UDP 10.96.0.6:80': refused,
  });
  const { network, sockets } = cluster;
  const gateway = await openGateway(
    { outside: true },
    { network, sockets, resolve: async () => [], onFailure: () => {} },
  );
  context = { gateway, sockets, timeoutMs: 1000 };
});

afterEach(() => cluster[Symbol.asyncDispose]());

test.each([
  ['tcp', tryTcp, '10.244.1.9'],
  ['udp', tryUdp, '172.18.0.3'],
] as const)('a %s try says who answered and whom they saw', async (_protocol, run, clientIP) => {
  expect(await run(at('10.96.0.5'), context)).toEqual({ outcome: 'reached', by: 'shop/web-1', clientIP });
  expect(await run(at('10.96.0.6'), context)).toEqual({ outcome: 'refused' });
  expect(await run(at('10.96.0.7'), context)).toEqual({ outcome: 'timedOut' });
});

test('who answers every path with a name tells nothing of the client', async () => {
  expect(await tryTcp(at('10.96.0.9'), context)).toEqual({ outcome: 'reached', by: 'shop/named' });
});

test('an answer of something that is no Pod was reached, by nobody', async () => {
  expect(await tryTcp(at('172.18.0.2', 30000), context)).toEqual({ outcome: 'reached' });
});

test('an http try reports the status', async () => {
  const target = { protocol: 'http', host: 'web', path: '/echo?msg=x&code=418' } as const;
  expect(await tryHttp(at('10.96.0.5'), target, context)).toEqual({
    outcome: 'reached',
    by: 'shop/web-1',
    status: 418,
  });
});

test('TLS with somebody who does not speak it is closed', async () => {
  const target = { protocol: 'https', host: 'web' } as const;
  expect(await tryHttp(at('10.96.0.5'), target, context)).toEqual({ outcome: 'closed' });
});

test('who accepts and says nothing is waited for until the timeout', async () => {
  const silent = await cluster.sockets.listen(net.createServer());
  const open = () => Promise.resolve(cluster.sockets.track(net.connect(silent, '127.0.0.1')));
  jest.spyOn(cluster.network, 'openTcp').mockImplementation(open);
  expect(await tryTcp(at('10.96.0.5'), context)).toEqual({ outcome: 'timedOut' });
});

test('no connection outlives its try', async () => {
  await Promise.all(Array.from({ length: 20 }, () => tryTcp(at('10.96.0.5'), context)));
  while (cluster.conntrack.size > 0) await new Promise((resolve) => setImmediate(resolve));
  while (cluster.sockets.size > 2) await new Promise((resolve) => setImmediate(resolve));
});
