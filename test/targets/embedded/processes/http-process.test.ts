import { once } from 'node:events';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { exchangeGet } from '../../../../src/targets/embedded/prober/http-exchange';
import { FakeCluster, LOOPBACK, toListener, toPod } from '../fake-cluster';

let cluster: FakeCluster;

beforeEach(() => {
  cluster = new FakeCluster({});
});

afterEach(() => cluster[Symbol.asyncDispose]());

async function get(listener: Parameters<typeof toListener>[0], path: string) {
  const socket = await cluster.network.openTcp(toListener(listener), { sourcePort: 4711 });
  try {
    return await exchangeGet(socket, { path, host: 'x' });
  } finally {
    socket.destroy();
  }
}

test('Pods share one server, and each connection is answered by the Pod that it is meant for', async () => {
  const pod = (name: string) => ({ type: 'pod', pod: name, container: 'app', answers: 'netexec' }) as const;
  const [one, two] = await Promise.all([get(pod('shop/a'), '/hostname'), get(pod('other/a'), '/hostname')]);
  expect([one.body, two.body]).toEqual(['a', 'a']);
  expect([one.headers['x-answered-by'], two.headers['x-answered-by']]).toEqual(['shop/a', 'other/a']);
  expect(cluster.sockets.size).toBeLessThan(10);
});

test('serve-hostname answers every path with the name of its Pod', async () => {
  const listener = { type: 'pod', pod: 'shop/a', container: 'app', answers: 'hostname' } as const;
  expect((await get(listener, '/clientip')).body).toBe('a');
});

test('an external host answers under its name', async () => {
  const reply = await get({ type: 'externalHost', name: 'external.example.com' }, '/clientip');
  expect(reply).toMatchObject({ body: '10.244.1.9:4711', headers: { 'x-answered-by': 'external.example.com' } });
});

test('a health check says how many local endpoints there are, on every path', async () => {
  const reply = await get({ type: 'healthCheck', service: 'shop/web', status: 503, localEndpoints: 0 }, '/any');
  expect(reply.status).toBe(503);
  expect(reply.headers['x-answered-by']).toBeUndefined();
  expect(JSON.parse(reply.body)).toEqual({
    service: { namespace: 'shop', name: 'web' },
    localEndpoints: 0,
    serviceProxyHealthy: true,
  });
});

describe('a connection that the network did not make', () => {
  test.each(['127.0.0.1', 'localhost', 'rebound.example.com', 'shop'])(
    'is refused, whatever Host it names: %s',
    async (host) => {
      const socket = net.connect(await cluster.processes.port('http'), LOOPBACK);
      socket.write(`GET /hostname HTTP/1.1\r\nhost: ${host}\r\norigin: http://${host}\r\n\r\n`);
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    },
  );

  test('gets no upgrade', async () => {
    const socket = net.connect(await cluster.processes.port('http'), LOOPBACK);
    socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
  });
});

describe('a request that makes no sense', () => {
  test.each<[string, string, RegExp]>([
    ['a redirect to a line break', 'GET /redirect?location=%0A HTTP/1.1\r\nhost: x\r\n', /^HTTP\/1\.1 302 /],
    [
      'a redirect to what no header can hold',
      'GET /redirect?location=%00%0D%0Aa:%20b HTTP/1.1\r\nhost: x\r\n',
      /^HTTP\/1\.1 302 /,
    ],
    ['two slashes', 'GET // HTTP/1.1\r\nhost: x\r\n', /^HTTP\/1\.1 200 /],
    ['an address that is none', 'GET http://[ HTTP/1.1\r\nhost: x\r\n', /^HTTP\/1\.1 (200|400) /],
    ['no host', 'GET / HTTP/1.1\r\n', /^HTTP\/1\.1 400 /],
    ['no HTTP', 'hello\r\n', /^HTTP\/1\.1 400 /],
    ['a broken length', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n', /^HTTP\/1\.1 400 /],
    ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nhost: x\r\n', /^HTTP\/1\.1 405 /],
    ['an expectation', 'GET / HTTP/1.1\r\nhost: x\r\nexpect: everything\r\n', /^HTTP\/1\.1 417 /],
  ])('is answered: %s', async (_, head, status) => {
    const socket = await cluster.network.openTcp(toPod('shop/a'));
    socket.end(`${head}\r\n`);
    expect(await text(socket)).toMatch(status);
  });

  test('to a Pod whose name no header can hold is 400', async () => {
    const socket = await cluster.network.openTcp(toPod('shop/a\r\nx'));
    socket.end('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

test('an upgrade is accepted and echoed', async () => {
  const socket = await cluster.network.openTcp(toPod('shop/a'));
  socket.write(
    'GET /ws HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const [head] = (await once(socket, 'data')) as [Buffer];
  expect(head.toString()).toContain('101 Switching Protocols');
  // The example of RFC 6455, section 1.3.
  expect(head.toString()).toContain('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  socket.write('frame');
  const [echo] = (await once(socket, 'data')) as [Buffer];
  expect(echo.toString()).toBe('frame');
  socket.destroy();
});
