import { requestAnswer } from '../../../../src/targets/cluster/prober/gateway-replies';
import { LINE } from '../../../../src/targets/cluster/prober/program';

const http = (head: readonly string[], body = '') => `${['HTTP/1.1 200 OK', ...head].join('\r\n')}\r\n\r\n${body}`;
const fromPod = (text: string, exitCode = 0) => ({
  status: 'curl',
  text: `${text}\n${exitCode}`.replaceAll('\n', LINE),
  noise: '',
});
const fromHere = (text: string) => ({ status: 'answered', text: text.replaceAll('\n', LINE), noise: '' });

const ECHO = JSON.stringify(
  {
    path: '/v1?x=1',
    host: 'shop.example.com',
    method: 'GET',
    headers: { 'X-Version': ['2'], 'X-Request-Start': ['t=1'], Accept: ['*/*'] },
    namespace: 'shop',
    pod: 'web-0',
  },
  null,
  1,
);

describe('the answer to a request through a Gateway', () => {
  test.each([
    ['a Pod', fromPod],
    ['this machine', fromHere],
  ])('tells what the image of the conformance tests saw, asked from %s', (_, from) => {
    expect(requestAnswer(from(http(['content-type: application/json'], ECHO)), false)).toEqual({
      outcome: 'reached',
      status: 200,
      who: { hostname: 'web-0', namespace: 'shop' },
      seen: { method: 'GET', host: 'shop.example.com', path: '/v1?x=1', headers: { 'x-version': ['2'] } },
    });
  });

  test('tells the host name that a stand-in answers with, in chunks too', () => {
    expect(requestAnswer(fromHere(http([], 'web-0')), false).who).toEqual({ hostname: 'web-0' });
    const chunked = http(['transfer-encoding: chunked'], '5\r\nweb-0\r\n0\r\n\r\n');
    expect(requestAnswer(fromHere(chunked), false).who).toEqual({ hostname: 'web-0' });
  });

  test('has the fields that tell something, each as often as it came', () => {
    const answer = requestAnswer(fromHere(http(['server: envoy', 'Location: /a', 'X-A: 1', 'x-a: 2'])), false);
    expect(answer.headers).toEqual({ location: ['/a'], 'x-a': ['1', '2'] });
    expect(answer.who).toBeUndefined();
  });

  test('of gRPC has the status of its trailers, which come last', () => {
    const text = 'HTTP/2 200 \r\ncontent-type: application/grpc\r\n\r\n\n\u0005web-0grpc-status: 0\r\n';
    expect(requestAnswer(fromPod(text), true)).toMatchObject({ status: 200, grpcStatus: 0 });
  });

  test('of gRPC teaches nothing where a server does not know the method', () => {
    const text = 'HTTP/2 200 \r\ngrpc-status: 12\r\ngrpc-message: unknown service a.B\r\n\r\n';
    expect(() => requestAnswer(fromPod(text), true)).toThrow('does not know the method');
  });

  test.each([
    [7, 'refused'],
    [28, 'timedOut'],
    [35, 'closed'],
    [52, 'closed'],
  ])('is none, where curl ends with %d', (exitCode, outcome) => {
    expect(requestAnswer(fromPod('', exitCode), false)).toEqual({ outcome });
  });

  test('that is no HTTP is a connection that was closed', () => {
    expect(requestAnswer(fromHere('SSH-2.0-x'), false)).toEqual({ outcome: 'closed' });
  });
});
