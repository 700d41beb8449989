import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import tls from 'node:tls';
import type { Dataplane } from '../../../../src/dataplane/dataplane';
import type { IngressRoute } from '../../../../src/dataplane/ingress/ingress-controller';
import type { ServerCertificate } from '../../../../src/model/server-certificate';
import { ingressServer, ingressTlsServer } from '../../../../src/targets/embedded/ingress/server';
import { exchangeGet } from '../../../../src/targets/embedded/prober/http-exchange';
import { FakeCluster, refused, toPod } from '../fake-cluster';

const fixture = (file: string) => readFileSync(join(__dirname, '../../../fixtures/tls', file), 'utf8');
const certificate: ServerCertificate = {
  secret: 'shop/www',
  subject: 'CN=www.example.com',
  commonName: 'www.example.com',
  names: [],
  cert: fixture('www.crt'),
  key: fixture('www.key'),
};

const endpoint = (address: string) => ({ address, port: 8080 });
const forward = (...addresses: string[]): IngressRoute => ({
  action: 'forward',
  endpoints: addresses.map(endpoint),
  service: `shop/${addresses.join()}`,
  ingress: 'shop/web',
  reason: 'a rule matches',
});

const ROUTES: Readonly<Record<string, IngressRoute>> = {
  'web.test': forward('10.244.1.2', '10.244.1.3'),
  'dead.test': forward('10.244.1.4'),
  'half.test': forward('10.244.1.2', '10.244.1.4'),
};

const controller = {
  certificateFor: (sni: string | undefined) => (sni?.toLowerCase() === 'www.example.com' ? certificate : undefined),
  route: ({ host, tls: over }: { host: string; tls?: { sni?: string } }): IngressRoute =>
    ROUTES[over?.sni === undefined ? host : 'web.test'] ?? {
      action: 'respond',
      status: 404,
      reason: 'no rule matches',
    },
};

let cluster: FakeCluster;
let port: number;
let tlsPort: number;

beforeEach(async () => {
  cluster = new FakeCluster({
    'TCP 10.244.1.2:8080': toPod('shop/a', '10.244.2.1'),
    'TCP 10.244.1.3:8080': toPod('shop/b', '10.244.2.1'),
    'TCP 10.244.1.4:8080': refused,
  });
  const { network, conntrack } = cluster;
  const forward: Dataplane['forward'] = (_, endpoint) =>
    network.connect({ from: { node: 'worker' }, protocol: 'TCP', ...endpoint });
  const context = { network, conntrack, forward };
  port = await cluster.sockets.listen(ingressServer(controller, context));
  tlsPort = await cluster.sockets.listen(ingressTlsServer(controller, context));
});

afterEach(() => cluster[Symbol.asyncDispose]());

async function get(host: string, path = '/hostname') {
  const socket = await cluster.openTo(port);
  try {
    return await exchangeGet(socket, { path, host });
  } finally {
    socket.destroy();
  }
}

test('requests are balanced over the endpoints in turn', async () => {
  const bodies = [];
  for (let request = 0; request < 4; request++) bodies.push((await get('web.test')).body);
  expect(bodies).toEqual(['a', 'b', 'a', 'b']);
});

test('the answer says which Pod gave it', async () => {
  expect((await get('web.test')).headers['x-answered-by']).toBe('shop/a');
});

test('a request that no rule matches is answered by the controller itself', async () => {
  const reply = await get('nosuch.test');
  expect(reply.status).toBe(404);
  expect(reply.headers['x-answered-by']).toBeUndefined();
});

test('an endpoint that takes no connection is 503, and no other endpoint is tried', async () => {
  expect((await get('dead.test')).status).toBe(503);
  const statuses = [];
  for (let request = 0; request < 4; request++) statuses.push((await get('half.test')).status);
  expect(statuses).toEqual([200, 503, 200, 503]);
});

test('status, path and Host header pass through, and the backend learns how it was asked', async () => {
  expect((await get('web.test', '/echo?msg=gone&code=410')).status).toBe(410);
  expect((await get('web.test', '/header?key=host')).body).toBe('web.test');
  expect((await get('web.test', '/header?key=x-forwarded-proto')).body).toBe('http');
});

test('a body streams through', async () => {
  const socket = await cluster.openTo(port);
  const request = http.request({
    createConnection: () => socket,
    method: 'POST',
    path: '/echo?msg=ok',
    headers: { host: 'web.test' },
  });
  request.end(Buffer.alloc(1_000_000));
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  expect(response.statusCode).toBe(200);
  response.resume();
  await once(response, 'end');
});

test('a WebSocket upgrade gets through, and both sides may talk', async () => {
  const socket = await cluster.openTo(port);
  const key = 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==';
  socket.write(`GET /ws HTTP/1.1\r\nhost: web.test\r\nconnection: Upgrade\r\nupgrade: websocket\r\n${key}\r\n\r\n`);
  const [head] = (await once(socket, 'data')) as [Buffer];
  expect(head.toString()).toContain('101 Switching Protocols');
  socket.write('frame');
  const [echo] = (await once(socket, 'data')) as [Buffer];
  expect(echo.toString()).toBe('frame');
  socket.destroy();
});

test('an upgrade that no rule matches is refused with its status', async () => {
  const socket = await cluster.openTo(port);
  socket.write('GET /ws HTTP/1.1\r\nhost: nosuch.test\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n');
  const [head] = (await once(socket, 'data')) as [Buffer];
  expect(head.toString()).toContain('404 Not Found');
  socket.destroy();
});

describe('HTTPS', () => {
  const connect = async (servername?: string) =>
    tls.connect({
      socket: await cluster.openTo(tlsPort),
      rejectUnauthorized: false,
      ...(servername === undefined ? {} : { servername }),
    });

  test.each(['www.example.com', 'WWW.example.com'])('serves the certificate of %s', async (name) => {
    const socket = await connect(name);
    await once(socket, 'secureConnect');
    expect(socket.getPeerCertificate().subject.CN).toBe('www.example.com');
    expect(await exchangeGet(socket, { path: '/header?key=x-forwarded-proto', host: name })).toMatchObject({
      body: 'https',
    });
    socket.destroy();
  });

  test.each(['other.example.com', undefined])('closes the handshake without a certificate for %s', async (name) => {
    await expect(once(await connect(name), 'secureConnect')).rejects.toMatchObject({
      code: expect.any(String) as string,
    });
  });
});
