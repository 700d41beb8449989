import fc from 'fast-check';

/** What a hostile client sends on one connection, piece by piece, and how it leaves. */
export interface Attack {
  readonly pieces: readonly Buffer[];
  readonly ending: 'end' | 'reset';
  /** Whether the server may take its time to notice that the client has left. */
  readonly lingers?: boolean;
  /** Whether a server of the protocol has to answer it with something. */
  readonly wantsAnswer: boolean;
  /** What it names in a handshake of TLS that succeeds; absent: there is none. */
  readonly serverName?: string;
}

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const ending = fc.constantFrom('end' as const, 'end' as const, 'end' as const, 'reset' as const);
const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** Paths and parameters that stand-ins, routers and URL parsers stumble over. */
const target = fc.oneof(
  fc.constantFrom(
    ...[
      '/',
      '//',
      '///',
      '/%',
      '/%zz',
      '/%00',
      '/..//../',
      '/\\',
      '*',
      'http://',
      'http://[',
      'http://a b',
      '?',
      '#',
      '/?#',
    ],
    ...[
      '/redirect?location=%0A',
      '/redirect?location=%0D%0Aset-cookie:%20a',
      '/redirect?location=%00',
      '/redirect?location=',
    ],
    ...[
      '/redirect?location=%F0%9F%98%80&code=999',
      '/echo?code=204&msg=a',
      '/echo?code=101',
      '/echo?msg=%FF%FE',
      '/hostname/',
    ],
    ...[
      '/header?key=__proto__',
      '/header?key=%0A',
      '/constructor',
      '/__proto__',
      '/clientip?\u00ff',
      `/${'a'.repeat(9_000)}`,
    ],
    ...[
      `/${'a'.repeat(20_000)}`,
      '/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac',
      '/api/v1/namespaces/..%2f',
      '/exit',
      '/shutdown',
    ],
  ),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.string({ unit: fc.constantFrom(...'/?&=%#.:@[]\\ab\u00e9'), maxLength: 30 }).map((text) => `/${text}`),
);
const method = fc.constantFrom(
  'GET',
  'GET',
  'POST',
  'PUT',
  'HEAD',
  'OPTIONS',
  'DELETE',
  'TRACE',
  'PATCH',
  'CONNECT',
  'PRI',
  'get',
  'G(T',
);
const headers = fc.array(
  fc.constantFrom(
    ...[
      'host: www.example.com',
      'host: www.example.com',
      'host: rebound.evil.example:80',
      'host: ',
      'host: [::1',
      'host: a\u00e9',
    ],
    ...[
      'host: 127.0.0.1',
      'origin: http://evil.example',
      'connection: Upgrade\r\nupgrade: websocket',
      'connection: close',
    ],
    ...[
      'connection: Upgrade\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk',
      'upgrade: \u00ff',
      'expect: 100-continue',
      'expect: x',
    ],
    ...['transfer-encoding: chunked', 'transfer-encoding: gzip, chunked', 'content-length: 5', 'content-length: -1'],
    ...[
      'content-length: 5\r\ncontent-length: 6',
      'content-length: 99999999999999999999',
      'x: \u0001',
      ': x',
      'x',
      ' folded: y',
    ],
    ...[
      'x-forwarded-for: ${jndi:ldap://a}',
      `x: ${'a'.repeat(17_000)}`,
      'sec-websocket-key: \u00ff',
      'keep-alive: timeout=x',
    ],
    ...[
      'x-answered-by: shop/forged',
      'te: trailers',
      'proxy-connection: keep-alive',
      'host: www.example.com\r\nhost: b.example.com',
    ],
  ),
  { maxLength: 5 },
);
const version = fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9.9', '');
const body = fc.oneof(
  fc.constant(latin1('')),
  bytes,
  fc.constantFrom('5\r\nhello\r\n0\r\n\r\n', 'zz\r\n', '5\r\n', '0\r\nx: y\r\n\r\n').map(latin1),
);

/** Requests with a head that is complete, whatever is in it. */
export const httpAttack: fc.Arbitrary<Attack> = fc
  .tuple(method, target, version, headers, body, fc.nat(3), ending)
  .map(([verb, path, protocol, lines, rest, cuts, leaving]) => {
    const head = latin1(`${[`${verb} ${path} ${protocol}`, ...lines].join('\r\n')}\r\n\r\n`);
    // What promises more has not been asked: a body, and the preface of HTTP/2.
    const promises = verb === 'PRI' || /(content-length|transfer-encoding|expect)/.test(lines.join());
    return {
      pieces: cut(Buffer.concat([head, rest]), cuts),
      ending: leaving,
      wantsAnswer: leaving === 'end' && !promises,
    };
  });

const name = fc.oneof(
  fc.constantFrom(
    'web',
    'web.default.svc.cluster.local',
    'www.example.com',
    'localhost',
    '',
    '.',
    '..',
    'a..b',
    '*',
    '\0',
    '127.0.0.1',
    '0x7f.1',
    '[::1]',
  ),
  fc.constantFrom(
    'a'.repeat(64),
    'a.'.repeat(127),
    `${'a'.repeat(63)}.`.repeat(5).slice(0, 255),
    '\u00ff\u00fe',
    'xn--',
    '169.254.169.254',
    'metadata',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const port = fc.constantFrom(0, 1, 22, 53, 80, 443, 8080, 30080, 65535);

/** The wire form of where a SOCKS client wants to go. */
const destination = fc
  .tuple(
    fc.oneof(
      name.map((text) => {
        const encoded = Buffer.from(text).subarray(0, 255);
        return Buffer.concat([Buffer.of(3, encoded.length), encoded]);
      }),
      fc
        .constantFrom(
          [127, 0, 0, 1],
          [10, 96, 0, 1],
          [10, 96, 0, 10],
          [8, 8, 8, 8],
          [169, 254, 169, 254],
          [0, 0, 0, 0],
          [255, 255, 255, 255],
        )
        .map((ip) => Buffer.of(1, ...ip)),
      fc.uint8Array({ minLength: 16, maxLength: 16 }).map((ip) => Buffer.of(4, ...ip)),
      fc.tuple(fc.nat(255), bytes).map(([type, rest]) => Buffer.of(type, ...rest)),
    ),
    port,
  )
  .map(([host, number]) => Buffer.concat([host, Buffer.of(number >> 8, number & 0xff)]));

/** Greetings and requests of SOCKS, whole and otherwise. */
export const socksAttack: fc.Arbitrary<Attack> = fc
  .tuple(
    fc.constantFrom(
      Buffer.of(5, 1, 0),
      Buffer.of(5, 0),
      Buffer.of(5, 2, 1, 2),
      Buffer.of(4, 1, 0, 80),
      Buffer.of(5, 255),
      Buffer.alloc(0),
    ),
    fc.constantFrom(
      Buffer.of(5, 1, 0),
      Buffer.of(5, 1, 0),
      Buffer.of(5, 3, 0),
      Buffer.of(5, 2, 0),
      Buffer.of(5, 9, 9),
      Buffer.of(0, 0, 0),
    ),
    destination,
    fc.oneof(
      bytes,
      httpAttack.map(({ pieces }) => Buffer.concat(pieces)),
    ),
    fc.nat(4),
    ending,
  )
  .map(([greeting, request, to, rest, cuts, leaving]) => ({
    pieces: cut(Buffer.concat([greeting, request, to, rest]), cuts),
    ending: leaving,
    wantsAnswer: false,
  }));

/** DNS messages: queries with something wrong, and what is none. */
export const dnsMessage: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.uint8Array({ minLength: 12, maxLength: 12 }),
    fc.boolean(),
    fc.array(fc.tuple(name, fc.nat(0xffff), fc.nat(0xffff)), { maxLength: 3 }),
    bytes,
  )
  .chain(([header, isRegular, questions, rest]) => {
    const head = isRegular
      ? Buffer.of(header[0] ?? 0, header[1] ?? 0, 1, 0, 0, questions.length, 0, 0, 0, 0, 0, 0)
      : Buffer.from(header);
    const parts = questions.map(([asked, type, ofClass]) =>
      Buffer.concat([
        labels(asked),
        Buffer.of(0, type % 5 === 0 ? 1 : type & 0xff, ofClass % 3 === 0 ? ofClass & 0xff : 0, 1),
      ]),
    );
    const whole = Buffer.concat([head, ...parts, ...(isRegular ? [] : [rest])]);
    return fc.constantFrom(
      whole,
      whole.subarray(0, whole.length >> 1),
      Buffer.concat([whole, Buffer.of(0xc0, 0x0c)]),
      rest,
    );
  });

/** Messages over TCP, each after a length that may be a lie. */
export const dnsAttack: fc.Arbitrary<Attack> = fc
  .tuple(
    fc.array(fc.tuple(dnsMessage, fc.constantFrom(0, 0, 0, 1, -1, 65_000)), { minLength: 1, maxLength: 3 }),
    fc.nat(3),
    ending,
  )
  .map(([messages, cuts, leaving]) => {
    const pieces = messages.map(([message, lie]) => {
      const length = Math.max(0, Math.min(0xffff, message.length + lie));
      return Buffer.concat([Buffer.of(length >> 8, length & 0xff), message]);
    });
    return { pieces: cut(Buffer.concat(pieces), cuts), ending: leaving, wantsAnswer: false };
  });

/** Handshakes of TLS that are none, and bytes. */
export const tlsAttack: fc.Arbitrary<Attack> = fc
  .tuple(
    fc.constantFrom([22, 3, 1], [22, 3, 3], [21, 3, 1], [23, 3, 3], [22, 0, 0], [128, 46, 1], []),
    fc.nat(0x4000),
    bytes,
    fc.nat(3),
    ending,
  )
  .map(([type, length, rest, cuts, leaving]) => ({
    pieces: cut(Buffer.concat([Buffer.from(type), Buffer.of(length >> 8, length & 0xff), rest]), cuts),
    ending: leaving,
    wantsAnswer: false,
  }));

const hello = fc
  .tuple(
    fc.constantFrom('www.example.com', 'passed.example.com', 'ended.example.com', 'nosuch', '', 'a'.repeat(300)),
    fc.array(fc.constantFrom(0, 0, 0, 0, 1, -1, 255), { minLength: 6, maxLength: 6 }),
    bytes,
  )
  .map(([serverName, lies, rest]) => {
    let turn = 0;
    const withLength = (size: number, content: Buffer) => {
      const length = Math.max(0, content.length + (lies[turn++] ?? 0));
      const number = Buffer.of((length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff);
      return Buffer.concat([number.subarray(3 - size), content]);
    };
    const names = withLength(2, Buffer.concat([Buffer.of(0), withLength(2, latin1(serverName))]));
    const extensions = Buffer.concat([Buffer.of(0, 0), withLength(2, names), rest]);
    const body = [
      Buffer.concat([Buffer.of(3, 3), Buffer.alloc(32)]),
      Buffer.of(0),
      withLength(2, Buffer.of(0x13, 1, 0xc0, 0x2b)),
      Buffer.of(1, 0),
      withLength(2, extensions),
    ];
    return Buffer.concat([Buffer.of(22, 3, 1), withLength(2, Buffer.concat([Buffer.of(1, 0, 1, 0), ...body]))]);
  });

/** Greetings of TLS whose lengths may be lies, with something behind them. */
export const helloAttack: fc.Arbitrary<Attack> = fc
  .tuple(hello, bytes, fc.nat(3), ending)
  .map(([first, rest, cuts, leaving]) => ({
    pieces: cut(Buffer.concat([first, rest]), cuts),
    ending: leaving,
    wantsAnswer: false,
  }));

/** Heads of requests in HPACK: what each of them says stands in the static table, or is spelled out. */
const head = fc
  .tuple(
    fc.array(fc.constantFrom(0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0xbe, 0xff, 0x80), { maxLength: 6 }),
    fc.array(
      fc.tuple(
        fc.constantFrom(':authority', ':path', ':method', ':protocol', 'te', 'content-length', 'A', 'cookie', ''),
        fc.constantFrom('www.example.com', '/h2', '/hostname', '*', 'CONNECT', 'trailers', '-1', '\0', 'a'.repeat(100)),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([indexed, literal]) =>
    Buffer.concat([
      Buffer.from(indexed),
      ...literal.flatMap(([key, value]) => [
        Buffer.of(0, key.length),
        latin1(key),
        Buffer.of(value.length),
        latin1(value),
      ]),
    ]),
  );

const frame = fc
  .tuple(
    fc.constantFrom(0, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 200),
    fc.constantFrom(0, 1, 4, 5, 5, 8, 0x20, 0xff),
    fc.constantFrom(0, 1, 1, 1, 3, 2, 0x7fffffff),
    fc.oneof(
      head,
      head,
      bytes,
      fc.constantFrom(Buffer.alloc(0), Buffer.alloc(4), Buffer.alloc(6), Buffer.of(0, 4, 0xff, 0xff, 0xff, 0xff)),
    ),
    fc.constantFrom(0, 0, 0, 0, 0, 1, -1, 0xffff),
  )
  .map(([type, flags, stream, payload, lie]) => {
    const length = Math.max(0, payload.length + lie);
    const start = Buffer.of(length >> 16, (length >> 8) & 0xff, length & 0xff, type, flags, 0, 0, 0, 0);
    start.writeUInt32BE(stream, 5);
    return Buffer.concat([start, payload]);
  });

/** HTTP/2 without TLS: the preface, then frames in any order, of any stream. */
export const http2Attack: fc.Arbitrary<Attack> = fc
  .tuple(fc.boolean(), fc.array(frame, { maxLength: 8 }), fc.nat(3), ending)
  .map(([isPolite, frames, cuts, leaving]) => {
    const settings = Buffer.of(0, 0, 0, 4, 0, 0, 0, 0, 0);
    const start = latin1('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    return {
      pieces: cut(Buffer.concat([start, ...(isPolite ? [settings] : []), ...frames]), cuts),
      ending: leaving,
      lingers: true,
      wantsAnswer: false,
    };
  });

/** Requests after a handshake with a name that the server may have no certificate for. */
export const httpsAttack: fc.Arbitrary<Attack> = fc
  .tuple(
    fc.oneof(httpAttack, http2Attack),
    fc.constantFrom(
      'www.example.com',
      'WWW.example.com',
      'ended.example.com',
      'passed.example.com',
      'nosuch.example.com',
      'a'.repeat(200),
      'a..b',
      '*',
      'xn--',
      '_',
    ),
  )
  .map(([attack, name]) => ({ ...attack, wantsAnswer: false, serverName: name }));

/** Datagrams to a stand-in, or to a relay of SOCKS. */
export const datagram: fc.Arbitrary<Buffer> = fc.oneof(
  fc.constantFrom('hostname', 'clientip', 'who-and-whom', 'echo', 'exit 1', 'HOSTNAME\n\n', ' ', '').map(latin1),
  fc.constant(latin1(`echo ${'a'.repeat(60_000)}`)),
  fc
    .tuple(
      fc.constantFrom(Buffer.of(0, 0, 0), Buffer.of(0, 0, 1), Buffer.of(1, 1, 0)),
      destination,
      fc.constantFrom('hostname', 'echo x', '').map(latin1),
    )
    .map((parts) => Buffer.concat(parts)),
  dnsMessage,
  bytes,
);

function labels(text: string): Buffer {
  const parts = text.split('.').map((label) => Buffer.from(label).subarray(0, 255));
  return Buffer.concat([...parts.flatMap((label) => [Buffer.of(label.length), label]), Buffer.of(0)]);
}

/** So many cuts, at even distances. */
function cut(whole: Buffer, cuts: number): readonly Buffer[] {
  const size = Math.max(1, Math.ceil(whole.length / (cuts + 1)));
  return Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
    whole.subarray(index * size, (index + 1) * size),
  );
}
