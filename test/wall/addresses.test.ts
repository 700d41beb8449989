import dgram from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import net from 'node:net';
import { Addresses } from './addresses';

test('everything is seen that a program does on the network', async () => {
  const addresses = new Addresses();
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const refused = net.connect(port, '127.0.0.2').on('error', () => undefined);
  await new Promise((closed) => refused.once('close', closed));
  const socket = dgram.createSocket('udp4').bind(0, '127.0.0.3');
  await once(socket, 'listening');
  await new Promise((sent) => socket.send('x', 9, '127.0.0.4', sent));
  await lookup('localhost');
  server.close();
  socket.close();
  addresses[Symbol.dispose]();
  expect([...addresses.seen.keys()]).toEqual([
    'bind 127.0.0.1',
    'connect 127.0.0.2',
    'bind 127.0.0.3',
    'send 127.0.0.4',
    'lookup localhost',
  ]);
});
