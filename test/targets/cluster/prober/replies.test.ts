import {
  curlAnswer,
  digAnswer,
  httpAnswer,
  ProberFailure,
  transportAnswer,
} from '../../../../src/targets/cluster/prober/replies';

const reply = (status: string, text = '', noise = '') => ({ status, text: text.replaceAll('\n', '\x1e'), noise });
const message = (body: string, status = 200) =>
  `HTTP/1.1 ${status} OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

describe('what a prober heard', () => {
  test('two messages on one connection say who answers and whom they see', () => {
    expect(transportAnswer(reply('answered', message('web-1') + message('10.244.1.5:4711')))).toEqual({
      outcome: 'reached',
      hostname: 'web-1',
      clientIP: '10.244.1.5',
    });
  });

  test('two datagrams do too', () => {
    expect(transportAnswer(reply('answered', 'web-1\n10.244.1.5:4711'))).toEqual({
      outcome: 'reached',
      hostname: 'web-1',
      clientIP: '10.244.1.5',
    });
  });

  test('an answer of somebody else is an answer', () => {
    expect(transportAnswer(reply('answered', message('<html>', 404)))).toEqual({ outcome: 'reached' });
    expect(transportAnswer(reply('answered', '-ERR unknown command\r\n'))).toEqual({ outcome: 'reached' });
  });

  test.each([
    ['failed', 'bash: connect: Connection refused', 'refused'],
    ['closed', "dd: error reading 'standard input': Connection refused", 'refused'],
    ['closed', '', 'closed'],
    ['timedOut', '', 'timedOut'],
    ['failed', 'bash: connect: No route to host', 'timedOut'],
    ['failed', 'bash: connect: Network is unreachable', 'timedOut'],
    ['failed', 'bash: nosuch: Name or service not known', 'unresolved'],
    ['failed', 'bash: nosuch: Temporary failure in name resolution', 'unresolved'],
    ['failed', 'Connection reset by peer', 'closed'],
  ])('%s with %j means %s', (status, noise, outcome) => {
    expect(transportAnswer(reply(status, '', noise))).toEqual({ outcome });
  });

  test('what nobody can explain is not a verdict', () => {
    expect(() => transportAnswer(reply('failed', '', 'bash: fork: Resource exhausted'))).toThrow(ProberFailure);
  });

  test('a GET tells its own status, and the name from the request that follows it', () => {
    expect(httpAnswer(reply('answered', message('NOW: 12', 201) + message('web-1')))).toEqual({
      outcome: 'reached',
      status: 201,
      hostname: 'web-1',
    });
  });

  test('a chunked body is put together', () => {
    const text = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nweb-\r\n1\r\n1\r\n0\r\n\r\n';
    expect(httpAnswer(reply('answered', text))).toMatchObject({ hostname: 'web-1' });
  });

  test('who answers no HTTP has closed as far as HTTP goes', () => {
    expect(httpAnswer(reply('answered', 'SSH-2.0-OpenSSH'))).toEqual({ outcome: 'closed' });
  });

  test('curl tells status, certificate and name', () => {
    const text = '*  subject: CN=a.test\n< HTTP/1.1 200 OK\r\n< Server: envoy\r\n< \r\nweb-1\n0';
    expect(curlAnswer(reply('curl', text))).toEqual({
      outcome: 'reached',
      status: 200,
      hostname: 'web-1',
      certificate: 'CN=a.test',
    });
    expect(curlAnswer(reply('curl', '35'))).toEqual({ outcome: 'closed' });
    expect(curlAnswer(reply('curl', '28'))).toEqual({ outcome: 'timedOut' });
    expect(() => curlAnswer(reply('curl', '2'))).toThrow(ProberFailure);
  });

  test('dig tells code and records', () => {
    const text =
      ';; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1\n;; ANSWER SECTION:\nweb.shop. 30 IN\tSRV 0 100 80 a.';
    expect(digAnswer(reply('dig', text))).toEqual({
      kind: 'dns',
      rcode: 'NOERROR',
      records: [{ name: 'web.shop.', type: 'SRV', data: '0 100 80 a.' }],
    });
    expect(digAnswer(reply('dig', ';; no servers could be reached'))).toBeUndefined();
    expect(() => digAnswer(reply('dig', 'dig: invalid option'))).toThrow(ProberFailure);
  });
});
