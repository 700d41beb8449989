import type { DnsAnswer, DnsQuestion } from '../../../../src/dataplane/dns/answer';
import { DnsClient } from '../../../../src/targets/embedded/dns/client';
import { Resolver } from '../../../../src/targets/embedded/dns/resolver';
import { serveDns } from '../../../../src/targets/embedded/dns/server';
import { Sockets } from '../../../../src/targets/embedded/sockets';
import { familyOf, RECORD_TYPES } from '../../../../src/terms/ip';

const RECORDS: Readonly<Record<string, readonly string[]>> = {
  'web.shop.svc.cluster.local': ['10.96.0.5'],
  'pods.shop.svc.cluster.local': ['10.244.2.5', '10.244.1.7'],
  'empty.shop.svc.cluster.local': [],
  'six.shop.svc.cluster.local': ['fd00:10:96::5'],
};
const resolvers = {
  shop: { server: 'cluster', nameservers: ['10.96.0.10'], search: ['shop.svc.cluster.local'], ndots: 5 },
  nobody: { server: 'nobody', nameservers: ['192.0.2.1'], search: [], ndots: 1 },
} as const;
const from = { pod: 'shop/client' };

let sockets: Sockets;
let resolver: Resolver;
let asked: string[];

beforeEach(async () => {
  sockets = new Sockets();
  asked = [];
  const socket = await sockets.bind();
  serveDns(socket, ({ name, type }: DnsQuestion): DnsAnswer => {
    asked.push(`${name} ${type}`);
    const addresses = RECORDS[name.toLowerCase()];
    if (addresses === undefined) return { rcode: 'NXDOMAIN', records: [] };
    const found = addresses.filter((address) => RECORD_TYPES[familyOf(address)] === type);
    return { rcode: 'NOERROR', records: found.map((data) => ({ name: `${name}.`, type, data })) };
  });
  const ports = { udp: async () => socket.address().port, tcp: () => Promise.reject(new Error('not needed')) };
  resolver = new Resolver(new DnsClient(sockets, { dnsTimeoutMs: 1000, dnsAttempts: 1 }), {
    resolverOf: (at) => ('pod' in at ? resolvers.shop : resolvers.nobody),
    lookupOf: (_, name, family) => ({
      name,
      families: [family ?? 'IPv4'],
      own: ['10.244.1.2', 'fd00:10:244:1::2'],
      hosts: new Map([['client', ['10.244.1.2']]]),
    }),
    servers: { cluster: ports, host: ports },
  });
});

afterEach(() => sockets[Symbol.asyncDispose]());

test('a name goes through the search list until it has addresses', async () => {
  expect(await resolver.lookup(from, 'web')).toEqual(['10.96.0.5']);
  expect(await resolver.lookup(from, 'WEB.')).toEqual([]);
  expect(asked).toEqual(['web.shop.svc.cluster.local A', 'WEB A']);
});

test('a name is asked for over the family that a probe wants', async () => {
  expect(await resolver.lookup(from, 'six', 'IPv6')).toEqual(['fd00:10:96::5']);
  expect(await resolver.lookup(from, 'web', 'IPv6')).toEqual([]);
});

test('a Pod on the own node comes first', async () => {
  expect(await resolver.lookup(from, 'pods')).toEqual(['10.244.1.7', '10.244.2.5']);
});

test('addresses and names of the hosts file are not asked for', async () => {
  expect(await resolver.lookup(from, '10.96.0.9')).toEqual(['10.96.0.9']);
  expect(await resolver.lookup(from, 'LocalHost')).toEqual(['127.0.0.1']);
  expect(await resolver.lookup(from, 'client')).toEqual(['10.244.1.2']);
  expect(asked).toEqual([]);
});

test('without a server nothing resolves, and there is no reply', async () => {
  expect(await resolver.lookup({ outside: true }, 'web')).toEqual([]);
  expect(await resolver.dig({ outside: true }, { name: 'web', type: 'A' })).toBeUndefined();
});

test('dig stops at the first name that exists, and reports the last reply where none does', async () => {
  expect(await resolver.dig(from, { name: 'empty', type: 'A' })).toMatchObject({ rcode: 'NOERROR', records: [] });
  expect(asked).toEqual(['empty.shop.svc.cluster.local A']);
  expect(await resolver.dig(from, { name: 'nosuch', type: 'A' })).toMatchObject({ rcode: 'NXDOMAIN', records: [] });
  expect(asked.at(-1)).toBe('nosuch A');
});

test('dig reverses an address', async () => {
  await resolver.dig(from, { name: '10.96.0.5', type: 'PTR' });
  expect(asked).toEqual(['5.0.96.10.in-addr.arpa PTR']);
});
