import { once } from 'node:events';
import tls from 'node:tls';
import { exchangeGet } from '../../../../src/targets/embedded/prober/http-exchange';
import { apiServerProcess } from '../../../../src/targets/embedded/processes/api-server';
import { FakeCluster } from '../fake-cluster';

let cluster: FakeCluster;
let port: number;

beforeEach(async () => {
  cluster = new FakeCluster({});
  port = await cluster.sockets.listen(apiServerProcess(cluster.conntrack));
});

afterEach(() => cluster[Symbol.asyncDispose]());

async function secured(): Promise<tls.TLSSocket> {
  const socket = tls.connect({ socket: await cluster.openTo(port), rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  return socket;
}

test('over TLS the public paths are answered and all others forbidden', async () => {
  const socket = await secured();
  expect(socket.getPeerX509Certificate()?.subject).toBe('CN=kube-apiserver');
  expect(await exchangeGet(socket, { path: '/healthz', host: 'kubernetes' })).toMatchObject({
    status: 200,
    body: 'ok',
  });
  expect(await exchangeGet(socket, { path: '/api', host: 'kubernetes' })).toMatchObject({ status: 403 });
});

test.each(['//', '///healthz', '/%', '/\\', 'http://', '*', '/?//'])('%s is answered, too', async (path) => {
  const socket = await secured();
  socket.write(`GET ${path} HTTP/1.1\r\nhost: kubernetes\r\n\r\n`);
  const [head] = (await once(socket, 'data')) as [Buffer];
  expect(head.toString()).toMatch(/^HTTP\/1\.1 (400|403) /);
});

test('plain HTTP is told to use TLS', async () => {
  const socket = await cluster.openTo(port);
  expect(await exchangeGet(socket, { path: '/', host: 'kubernetes' })).toMatchObject({ status: 400 });
});
