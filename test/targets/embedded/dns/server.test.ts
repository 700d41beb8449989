import { Resolver } from 'node:dns/promises';
import type { DnsAnswer, DnsQuestion } from '../../../../src/dataplane/dns/answer';
import { DnsClient } from '../../../../src/targets/embedded/dns/client';
import { answerQuery, parseReply, printQuery } from '../../../../src/targets/embedded/dns/messages';
import { dnsTcpServer, serveDns } from '../../../../src/targets/embedded/dns/server';
import { LOOPBACK, Sockets } from '../../../../src/targets/embedded/sockets';

const NODATA: DnsAnswer = { rcode: 'NOERROR', records: [] };

/** A zone with one of each, and a name with more addresses than a datagram takes. */
function zone({ name, type }: DnsQuestion): DnsAnswer {
  const record = (data: string, of = type): DnsAnswer => ({
    rcode: 'NOERROR',
    records: [{ name: `${name}.`, type: of, data }],
  });
  const answers: Readonly<Record<string, () => DnsAnswer>> = {
    'web.test A': () => record('10.96.0.5'),
    'six.test AAAA': () => record('fd00::5'),
    'alias.test CNAME': () => record('web.test.'),
    '_http._tcp.web.test SRV': () => record('0 100 80 web.test.'),
    '5.0.96.10.in-addr.arpa PTR': () => record('web.test.'),
    'dns-version.test TXT': () => record('"1.1.0"'),
    'many.test A': () => ({
      rcode: 'NOERROR',
      records: Array.from({ length: 300 }, (_, index) => ({
        name: 'many.test.',
        type: 'A',
        data: `10.244.${Math.floor(index / 100)}.${(index % 100) + 1}`,
      })),
    }),
    'web.test AAAA': () => NODATA,
  };
  return answers[`${name.toLowerCase()} ${type}`]?.() ?? { rcode: 'NXDOMAIN', records: [] };
}

let sockets: Sockets;
let resolver: Resolver;
let ports: { udp: () => Promise<number>; tcp: () => Promise<number> };

beforeEach(async () => {
  sockets = new Sockets();
  const socket = await sockets.bind();
  serveDns(socket, zone);
  const tcp = await sockets.listen(dnsTcpServer(zone));
  ports = { udp: async () => socket.address().port, tcp: async () => tcp };
  resolver = new Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers([`${LOOPBACK}:${socket.address().port}`]);
});

afterEach(() => sockets[Symbol.asyncDispose]());

describe("to Node's own resolver", () => {
  test('every record type is answered', async () => {
    expect(await resolver.resolve4('web.test')).toEqual(['10.96.0.5']);
    expect(await resolver.resolve6('six.test')).toEqual(['fd00::5']);
    expect(await resolver.resolveCname('alias.test')).toEqual(['web.test']);
    expect(await resolver.resolveSrv('_http._tcp.web.test')).toEqual([
      { name: 'web.test', port: 80, priority: 0, weight: 100 },
    ]);
    expect(await resolver.reverse('10.96.0.5')).toEqual(['web.test']);
    expect(await resolver.resolveTxt('dns-version.test')).toEqual([['1.1.0']]);
  });

  test('a missing name and a missing type differ', async () => {
    await expect(resolver.resolve4('nosuch.test')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(resolver.resolve6('web.test')).rejects.toMatchObject({ code: 'ENODATA' });
  });
});

describe('to the client of resolvers', () => {
  const client = (dnsTimeoutMs = 10_000) => new DnsClient(sockets, { dnsTimeoutMs, dnsAttempts: 2 });

  test('an answer that was cut is asked for again over TCP', async () => {
    const reply = await client().ask(ports, { name: 'many.test.', type: 'A' });
    expect(reply).toMatchObject({ rcode: 'NOERROR', truncated: false });
    expect(reply?.records).toHaveLength(300);
  });

  test('the case of a question is kept in its answer', async () => {
    const reply = await client().ask(ports, { name: 'WEB.Test.', type: 'A' });
    expect(reply?.records).toEqual([{ name: 'WEB.Test.', type: 'A', data: '10.96.0.5' }]);
  });

  test('a server that keeps silent has no reply', async () => {
    const silent = await sockets.bind();
    let queries = 0;
    silent.on('message', () => (queries += 1));
    const nobody = { udp: async () => silent.address().port, tcp: ports.tcp };
    expect(await client(50).ask(nobody, { name: 'web.test.', type: 'A' })).toBeUndefined();
    expect(queries).toBe(2);
  });

  test('queries leave no socket open', async () => {
    const before = sockets.size;
    await Promise.all(Array.from({ length: 20 }, () => client().ask(ports, { name: 'web.test.', type: 'A' })));
    await new Promise((resolve) => setImmediate(resolve));
    expect(sockets.size).toBe(before);
  });
});

describe('messages', () => {
  test('a datagram is cut to what the client takes: 512 bytes without EDNS', () => {
    const plain = Buffer.from(printQuery(7, { name: 'many.test', type: 'A' }));
    plain.writeUInt16BE(0, 10);
    const reply = answerQuery(plain.subarray(0, plain.length - 11), 'udp', zone) ?? Buffer.alloc(0);
    expect(reply.length).toBeLessThanOrEqual(512);
    expect(parseReply(reply, 7)).toMatchObject({ truncated: true, records: [] });
  });

  test('a question that cannot be answered is SERVFAIL', () => {
    const reply = answerQuery(printQuery(7, { name: 'web.test', type: 'A' }), 'udp', () => {
      throw new Error('out of order');
    });
    expect(parseReply(reply ?? Buffer.alloc(0), 7)).toMatchObject({ rcode: 'SERVFAIL', records: [] });
  });

  test.each([
    ['that is none at all', Buffer.from('GET / HTTP/1.1')],
    ['that ends early', printQuery(7, { name: 'web.test', type: 'A' }).subarray(0, 20)],
    ['whose name points at itself', Buffer.from('0007010000010000000000000fc00c00010001', 'hex')],
  ])('a query %s is answered: it cannot be read', (_, query) => {
    const reply = answerQuery(query, 'udp', zone) ?? Buffer.alloc(0);
    expect(parseReply(reply, query.readUInt16BE())).toMatchObject({ rcode: 'FORMERR', records: [] });
  });

  test('an answer that no message can hold is cut, over TCP, too', () => {
    const records = Array.from({ length: 5000 }, () => ({ name: 'huge.test.', type: 'A', data: '10.0.0.1' }));
    const query = printQuery(7, { name: 'huge.test', type: 'A' });
    const reply = answerQuery(query, 'tcp', () => ({ rcode: 'NOERROR', records })) ?? Buffer.alloc(0);
    expect(parseReply(reply, 7)).toMatchObject({ truncated: true, records: [] });
  });

  test('what is not a query is not answered, and a reply to another query is not taken', () => {
    expect(answerQuery(Buffer.from('GET /'), 'udp', zone)).toBeUndefined();
    const reply = answerQuery(printQuery(7, { name: 'web.test', type: 'A' }), 'udp', zone) ?? Buffer.alloc(0);
    expect(answerQuery(reply, 'udp', zone)).toBeUndefined();
    expect(parseReply(reply, 8)).toBeUndefined();
    expect(parseReply(reply, 7)?.records).toHaveLength(1);
  });
});
