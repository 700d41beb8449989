import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { HttpExchange } from '../../../../src/targets/embedded/prober/http-exchange';
import { apiServerProcess } from '../../../../src/targets/embedded/processes/api-server';
import { LOOPBACK, Sockets } from '../../../../src/targets/embedded/sockets';

let sockets: Sockets;
let port: number;

beforeEach(async () => {
  sockets = new Sockets();
  port = await sockets.listen(apiServerProcess());
});

afterEach(() => sockets[Symbol.asyncDispose]());

test('over TLS the public paths are answered and all others forbidden', async () => {
  const socket = tls.connect({ host: LOOPBACK, port, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  expect(socket.getPeerX509Certificate()?.subject).toBe('CN=kube-apiserver');
  const exchange = new HttpExchange(socket);
  expect(await exchange.get({ path: '/healthz', host: 'kubernetes' })).toMatchObject({ status: 200, body: 'ok' });
  expect(await exchange.get({ path: '/api', host: 'kubernetes' })).toMatchObject({ status: 403 });
  socket.destroy();
});

test('plain HTTP is told to use TLS', async () => {
  const socket = net.connect(port, LOOPBACK);
  expect(await new HttpExchange(socket).get({ path: '/', host: 'kubernetes' })).toMatchObject({ status: 400 });
  socket.destroy();
});
