import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import net from 'node:net';
import type { RequestTarget } from '../../../../src/probes/probe';
import { requestAnswer } from '../../../../src/targets/cluster/prober/gateway-replies';
import { gatewayRequestTo } from '../../../../src/targets/cluster/prober/gateway-request';
import { OutsideProber } from '../../../../src/targets/cluster/prober/outside-prober';
import { isWholeAnswer } from '../../../../src/targets/cluster/prober/whole-answer';

async function asked(server: Server | http2.Http2Server, to: Omit<RequestTarget, 'kind' | 'port'>) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const request = gatewayRequestTo('127.0.0.1', { kind: 'request', port, ...to });
    const [reply] = await new OutsideProber(5).ask(request, 1);
    if (reply === undefined) throw new Error('no reply');
    return requestAnswer(reply, to.protocol === 'grpc');
  } finally {
    server.close();
  }
}

describe('a request of this machine through a Gateway', () => {
  test('has its method, path, host and headers', async () => {
    const server = http.createServer(({ method, url, headers }, response) => {
      response.setHeader('x-seen', [method, url, headers.host, headers['x-version']].join(' '));
      response.end('web-0');
    });
    const answer = await asked(server, {
      protocol: 'http',
      method: 'PUT',
      path: '/a//b?c=%2F',
      hostHeader: 'shop.example.com',
      headers: { 'x-version': '2' },
    });
    expect(answer).toMatchObject({ status: 200, who: { hostname: 'web-0' } });
    expect(answer.headers).toEqual({ 'x-seen': ['PUT /a//b?c=%2F shop.example.com 2'] });
  });

  test('of gRPC is a message over HTTP/2, whose trailers tell the status', async () => {
    const server = http2.createServer();
    server.on('stream', (stream, headers) => {
      stream.respond({ ':status': 200, 'x-path': String(headers[':path']) }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '7' }));
      stream.end();
    });
    const answer = await asked(server, { protocol: 'grpc', path: '/shop.Cart/Get', hostHeader: 'shop.example.com' });
    expect(answer).toMatchObject({ status: 200, grpcStatus: 7, headers: { 'x-path': ['/shop.Cart/Get'] } });
  });

  test('needs no end of the connection to know that an answer is whole', async () => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        socket.write('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 301 Moved\r\ncontent-le');
        setImmediate(() => socket.write('ngth: 6\r\nlocation: /new\r\n\r\nweb'));
        setTimeout(() => socket.write('-10'), 20);
      });
    });
    const answer = await asked(server, { protocol: 'http' });
    expect(answer).toMatchObject({ status: 301, who: { hostname: 'web-10' }, headers: { location: ['/new'] } });
  });

  test.each([
    ['HTTP/1.1 204 No Content\r\n\r\n', 'GET', true],
    ['HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n', 'HEAD', true],
    ['HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n', 'GET', false],
    ['HTTP/1.1 101 Switching Protocols\r\n\r\nx', 'GET', false],
    ['HTTP/1.1 200 OK\r\ncontent-length: 0\r\n', 'GET', false],
    ['HTTP/1.1 200 OK\r\n\r\nweb-10', 'GET', false],
  ])('of %j to a %s has %s said that it is whole', (text, method, whole) => {
    expect(isWholeAnswer(text, method)).toBe(whole);
  });

  test('is refused where nobody listens', async () => {
    const server = http.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    for (const protocol of ['http', 'https', 'grpc'] as const) {
      const request = gatewayRequestTo('127.0.0.1', { kind: 'request', protocol, port });
      const [reply] = await new OutsideProber(5).ask(request, 1);
      expect(reply && requestAnswer(reply, protocol === 'grpc')).toEqual({ outcome: 'refused' });
    }
  });

  test.each([
    [{ method: 'GET /x' }],
    [{ path: '/a b' }],
    [{ headers: { 'x y': '1' } }],
    [{ headers: { x: '1\r\ny: 2' } }],
    [{ hostHeader: 'a\r\nb: c' }],
  ])('is not sent where %j would make another one of it', (part) => {
    const to = { kind: 'request', protocol: 'http', ...part } as RequestTarget;
    expect(() => gatewayRequestTo('127.0.0.1', to)).toThrow(RangeError);
  });
});
