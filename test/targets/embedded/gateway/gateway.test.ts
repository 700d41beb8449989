import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import { SocksClient } from 'socks';
import { openGateway } from '../../../../src/targets/embedded/gateway/gateway';
import { exchangeGet } from '../../../../src/targets/embedded/prober/http-exchange';
import { FakeCluster, LOOPBACK, refused, toPod } from '../fake-cluster';

const from = { pod: 'shop/client' };

let cluster: FakeCluster;
let gateway: number;

beforeEach(async () => {
  cluster = new FakeCluster({
    'TCP 10.96.0.5:80': toPod('shop/web-1', '10.244.1.9'),
    'TCP 10.96.0.6:80': refused,
    'UDP 10.96.0.5:53': toPod('shop/web-1', '172.18.0.3'),
    'UDP 10.96.0.6:53': refused,
  });
  const resolve = async (_from: unknown, name: string) => (name === 'web' ? ['10.96.0.5'] : []);
  const { network, sockets } = cluster;
  gateway = await openGateway(from, { network, sockets, resolve });
});

afterEach(() => cluster[Symbol.asyncDispose]());

function dial(host: string, port: number) {
  return SocksClient.createConnection({
    command: 'connect',
    proxy: { host: LOOPBACK, port: gateway, type: 5 },
    destination: { host, port },
  });
}

describe('CONNECT', () => {
  test('a delivered connection reaches the Pod, which sees the source address that the dataplane says', async () => {
    const { socket } = await dial('10.96.0.5', 80);
    const hostname = await exchangeGet(socket, { path: '/hostname', host: 'web' });
    expect(hostname).toMatchObject({ status: 200, body: 'web-1', headers: { 'x-answered-by': 'shop/web-1' } });
    expect((await exchangeGet(socket, { path: '/clientip', host: 'web' })).body).toMatch(/^10\.244\.1\.9:\d+$/);
    expect(cluster.flows).toEqual([{ from, protocol: 'TCP', address: '10.96.0.5', port: 80 }]);
    socket.destroy();
  });

  test('a name is resolved as the vantage point would', async () => {
    const { socket } = await dial('web', 80);
    expect((await exchangeGet(socket, { path: '/hostname', host: 'web' })).body).toBe('web-1');
    socket.destroy();
  });

  test.each([
    ['a refused connection', '10.96.0.6', 'ConnectionRefused'],
    ['a dropped packet', '10.96.0.7', 'TTLExpired'],
    ['a name that does not resolve', 'nosuch', 'HostUnreachable'],
  ])('%s has a reply of its own', async (_case, host, reply) => {
    await expect(dial(host, 80)).rejects.toThrow(reply);
  });

  test('a failure of the target itself is none of these', async () => {
    await expect(dial('10.96.0.8', 80)).rejects.toThrow('Failure');
  });

  test('BIND is not supported, and other protocols are not SOCKS', async () => {
    const bind = net.connect(gateway, LOOPBACK);
    bind.write(Buffer.of(5, 1, 0));
    await once(bind, 'data');
    bind.write(Buffer.of(5, 2, 0, 1, 10, 0, 0, 1, 0, 80));
    const [reply] = (await once(bind, 'data')) as [Buffer];
    expect(reply[1]).toBe(7);
    bind.destroy();
    const http = net.connect(gateway, LOOPBACK);
    http.write('GET / HTTP/1.1\r\n\r\n');
    const [answer] = (await once(http, 'data')) as [Buffer];
    expect(answer[1]).toBe(1);
    http.destroy();
  });

  test('a request that arrives byte by byte is understood', async () => {
    const socket = net.connect({ port: gateway, host: LOOPBACK, noDelay: true });
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => (received = Buffer.concat([received, chunk])));
    for (const byte of [5, 1, 0, 5, 1, 0, 3, 3, ...Buffer.from('web'), 0, 80]) {
      socket.write(Buffer.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    while (received.length < 12) await once(socket, 'data');
    expect([...received.subarray(0, 4)]).toEqual([5, 0, 5, 0]);
    socket.destroy();
  });

  test('a half-closed connection still carries the answer, and both ends close', async () => {
    const { socket } = await dial('10.96.0.5', 80);
    socket.end('GET /hostname HTTP/1.1\r\nhost: web\r\nconnection: close\r\n\r\n');
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await once(socket, 'close');
    expect(text).toContain('web-1');
  });

  test('a connection that the client resets is forgotten by conntrack', async () => {
    const { socket } = await dial('10.96.0.5', 80);
    expect(cluster.conntrack.size).toBe(1);
    socket.resetAndDestroy();
    while (cluster.conntrack.size > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  test('a hundred clients at once each get their own answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const { socket } = await dial('10.96.0.5', 80);
        const { body } = await exchangeGet(socket, { path: `/echo?msg=${index}`, host: 'web' });
        socket.destroy();
        return body;
      }),
    );
    expect(answers).toEqual(Array.from({ length: 100 }, (_, index) => String(index)));
  });
});

describe('UDP ASSOCIATE', () => {
  let control: net.Socket;
  let relay: number;
  let socket: dgram.Socket;

  beforeEach(async () => {
    const granted = await new Promise<{ socket: net.Socket; remoteHost?: { port: number } }>((resolve, reject) => {
      const client = new SocksClient({
        command: 'associate',
        proxy: { host: LOOPBACK, port: gateway, type: 5 },
        destination: { host: '0.0.0.0', port: 0 },
      });
      client.once('established', resolve as (...args: unknown[]) => void);
      client.once('error', reject);
      client.connect();
    });
    control = granted.socket;
    relay = granted.remoteHost?.port ?? 0;
    socket = dgram.createSocket('udp4');
  });

  afterEach(() => {
    socket.close();
    control.destroy();
  });

  function send(host: string, text: string): void {
    const frame = SocksClient.createUDPFrame({ remoteHost: { host, port: 53 }, data: Buffer.from(text) });
    socket.send(frame, relay, LOOPBACK);
  }

  async function ask(host: string, text: string): Promise<string> {
    send(host, text);
    const [frame] = (await once(socket, 'message')) as [Buffer];
    return SocksClient.parseUDPFrame(frame).data.toString();
  }

  test('datagrams of one socket are one flow, decided on by the first', async () => {
    expect(await ask('10.96.0.5', 'hostname')).toBe('web-1');
    expect(await ask('10.96.0.5', 'who-and-whom')).toBe('shop/web-1 172.18.0.3');
    expect(await ask('10.96.0.5', 'clientip')).toBe(`172.18.0.3:${socket.address().port}`);
    expect(await ask('10.96.0.5', 'echo a b')).toBe('a b');
    expect(cluster.flows).toHaveLength(1);
  });

  test('another source port is another flow', async () => {
    await ask('10.96.0.5', 'hostname');
    socket.close();
    socket = dgram.createSocket('udp4');
    await ask('10.96.0.5', 'hostname');
    expect(cluster.flows).toHaveLength(2);
  });

  test('names are resolved as the vantage point would', async () => {
    expect(await ask('web', 'hostname')).toBe('web-1');
  });

  test.each([
    ['refused', '10.96.0.6', 5],
    ['dropped', '10.96.0.7', 6],
    ['unresolved', 'nosuch', 4],
    ['a failure of the target', '10.96.0.8', 1],
  ])('what is %s is said on the TCP connection', async (_case, host, code) => {
    send(host, 'hostname');
    const [reply] = (await once(control, 'data')) as [Buffer];
    expect(reply[1]).toBe(code);
  });

  test('the association ends with its TCP connection', async () => {
    await ask('10.96.0.5', 'hostname');
    expect(cluster.conntrack.size).toBe(1);
    control.end();
    while (cluster.conntrack.size > 0) await new Promise((resolve) => setImmediate(resolve));
  });
});
