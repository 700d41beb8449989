import net from 'node:net';
import type { Delivered } from '../../../../src/dataplane/flow';
import type { Arrival } from '../../../../src/targets/embedded/prober/exchanges';
import { exchangeHttp, exchangeTcp, exchangeUdp } from '../../../../src/targets/embedded/prober/exchanges';
import { FakeCluster, toListener, toPod } from '../fake-cluster';

let cluster: FakeCluster;

beforeEach(() => {
  cluster = new FakeCluster({});
});

afterEach(() => cluster[Symbol.asyncDispose]());

function at(delivered: Delivered): Arrival {
  return { delivered, network: cluster.network, timeoutMs: 1000 };
}

test.each([
  ['tcp', (arrival: Arrival) => exchangeTcp('web:80', arrival)],
  ['udp', exchangeUdp],
] as const)('a %s exchange says who answered and whom they saw', async (_protocol, exchange) => {
  const answer = await exchange(at(toPod('shop/web-1', '172.18.0.3')));
  expect(answer).toEqual({ outcome: 'reached', by: 'shop/web-1', clientIP: '172.18.0.3' });
});

test('who answers every path with a name tells nothing of the client', async () => {
  const named = toPod('shop/named', '10.244.1.9', 'hostname');
  expect(await exchangeTcp('web:80', at(named))).toEqual({ outcome: 'reached', by: 'shop/named' });
});

test('an answer of something other than a Pod was reached, by nobody', async () => {
  const check = toListener({ type: 'healthCheck', service: 'shop/web', status: 200, localEndpoints: 1 });
  expect(await exchangeTcp('web:80', at(check))).toEqual({ outcome: 'reached' });
});

test('an http exchange reports the status', async () => {
  const target = { kind: 'http', protocol: 'http', host: 'web', path: '/echo?msg=x&code=418' } as const;
  expect(await exchangeHttp(target, at(toPod('shop/web-1')))).toEqual({
    outcome: 'reached',
    by: 'shop/web-1',
    status: 418,
  });
});

test('TLS with somebody who does not speak it is closed', async () => {
  const target = { kind: 'http', protocol: 'https', host: 'web' } as const;
  expect(await exchangeHttp(target, at(toPod('shop/web-1')))).toEqual({ outcome: 'closed' });
});

test('who accepts and says nothing is waited for until the timeout', async () => {
  const silent = await cluster.sockets.listen(net.createServer());
  const open = () => Promise.resolve(cluster.sockets.track(net.connect(silent, '127.0.0.1')));
  vi.spyOn(cluster.network, 'openTcp').mockImplementation(open);
  const arrival = { ...at(toPod('shop/web-1')), timeoutMs: 50 };
  expect(await exchangeTcp('web:80', arrival)).toEqual({ outcome: 'timedOut' });
});

test('no connection outlives its exchange', async () => {
  await Promise.all(Array.from({ length: 20 }, () => exchangeTcp('web:80', at(toPod('shop/web-1')))));
  while (cluster.conntrack.size > 0) await new Promise((resolve) => setImmediate(resolve));
  while (cluster.sockets.size > 1) await new Promise((resolve) => setImmediate(resolve));
});
