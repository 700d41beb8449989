import { once } from 'node:events';
import net from 'node:net';
import { LOOPBACK, Sockets } from '../../../src/targets/embedded/sockets';

test('closing closes servers, their connections and UDP sockets, and may be done again', async () => {
  const sockets = new Sockets();
  const port = await sockets.listen(net.createServer());
  await sockets.bind();
  const client = sockets.track(net.connect(port, LOOPBACK));
  await once(client, 'connect');
  expect(sockets.size).toBeGreaterThanOrEqual(3);
  await sockets[Symbol.asyncDispose]();
  await sockets[Symbol.asyncDispose]();
  expect(sockets.size).toBe(0);
});

test('what is opened after the end is closed at once', async () => {
  const sockets = new Sockets();
  await sockets[Symbol.asyncDispose]();
  const port = await sockets.listen(net.createServer());
  await expect(once(net.connect(port, LOOPBACK), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(sockets.size).toBe(0);
});
