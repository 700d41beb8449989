import { once } from 'node:events';
import net from 'node:net';
import { resetSocket } from '../../src/runtime/reset-socket';

const LOOPBACK = '127.0.0.1';

async function connected(use: (socket: net.Socket, peer: net.Socket) => Promise<void>): Promise<void> {
  const server = net.createServer({ allowHalfOpen: true }).listen(0, LOOPBACK);
  await once(server, 'listening');
  const socket = net.connect({ host: LOOPBACK, port: (server.address() as net.AddressInfo).port, allowHalfOpen: true });
  const [[peer]] = (await Promise.all([once(server, 'connection'), once(socket, 'connect')])) as [
    [net.Socket],
    unknown,
  ];
  peer.on('error', () => undefined);
  await use(socket, peer);
  peer.destroy();
  server.close();
  await once(server, 'close');
}

test('the other side sees a reset', async () => {
  await connected(async (socket, peer) => {
    const failure = once(peer, 'error');
    peer.resume();
    resetSocket(socket);
    expect(await failure).toMatchObject([{ code: 'ECONNRESET' }]);
  });
});

test('a connection that is about to end is closed, and so is one that was closed already', async () => {
  await connected(async (socket) => {
    const closed = once(socket, 'close');
    socket.end('the last words');
    resetSocket(socket);
    resetSocket(socket);
    await closed;
    expect(socket.closed).toBe(true);
  });
});
