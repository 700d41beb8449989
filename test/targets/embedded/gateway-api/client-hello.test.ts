import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import * as fc from 'fast-check';
import { serverNameIn } from '../../../../src/targets/embedded/gateway-api/client-hello';

async function helloOf(options: tls.ConnectionOptions): Promise<Buffer> {
  const server = net.createServer().listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const client = tls.connect({ host: '127.0.0.1', port, ...options }).on('error', () => undefined);
  const [socket] = (await once(server, 'connection')) as [net.Socket];
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  for (const each of [client, socket]) each.destroy();
  server.close();
  return bytes;
}

it.each(['shop.example.com', 'x.test'])('finds the server name %s', async (servername) => {
  expect(serverNameIn(await helloOf({ servername }))).toBe(servername);
});

test('a client may send none', async () => {
  expect(serverNameIn(await helloOf({ servername: '' }))).toBeUndefined();
});

test('bytes that are not a whole ClientHello have no server name, wherever they end', async () => {
  const hello = await helloOf({ servername: 'shop.example.com' });
  fc.assert(
    fc.property(fc.nat(hello.length - 1), (end) => {
      const found = serverNameIn(hello.subarray(0, end));
      expect([undefined, 'shop.example.com']).toContain(found);
    }),
  );
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void serverNameIn(Buffer.from(bytes))));
});
