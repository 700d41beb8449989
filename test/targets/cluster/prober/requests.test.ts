import fc from 'fast-check';
import { requestLine, requestOf } from '../../../../src/targets/cluster/prober/requests';

describe('requests to a prober', () => {
  test('are one line, whatever a path or a host header holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (path, hostHeader) => {
        let line: string;
        try {
          const to = { kind: 'http', protocol: 'https', host: '10.0.0.1', path, hostHeader } as const;
          line = requestLine('1', requestOf(to, to.host), 11, 2);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        expect(line).not.toContain('\n');
        expect(line.split('\x1f')).toHaveLength(10);
      }),
    );
  });

  test.each(['a b', 'a/b', '$(id)', '`id`', 'a\nb', '', '"', "'", 'a\x1fb'])('refuse the host %j', (host) => {
    expect(() => requestOf({ kind: 'transport', protocol: 'tcp', host, port: 80 }, host)).toThrow(RangeError);
  });

  test('ask who answers and whom they see on one connection', () => {
    const request = requestOf({ kind: 'transport', protocol: 'tcp', host: 'web', port: 80 }, 'web');
    expect(request).toMatchObject({ kind: 'tcp', host: 'web', port: 80 });
    expect('question' in request && request.question.match(/GET \/\w+/g)).toEqual(['GET /hostname', 'GET /clientip']);
  });

  test('send the path as it is, and ask nothing else of a proxy', () => {
    const to = {
      kind: 'http',
      protocol: 'http',
      host: 'web',
      path: "/a%2F..;'$(id)",
      hostHeader: 'x.example.com',
    } as const;
    const request = requestOf(to, 'web', true);
    expect(request).toMatchObject({
      question: "GET /a%2F..;'$(id) HTTP/1.1\r\nHost: x.example.com\r\nConnection: close\r\n\r\n",
    });
  });
});
