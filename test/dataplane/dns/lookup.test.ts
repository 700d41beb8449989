import fc from 'fast-check';
import { addressesOf, bestFirst, candidateNames, digNames } from '../../../src/dataplane/dns/lookup';

const search = ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local'];

test('a name with fewer dots than ndots goes through the search list first', () => {
  expect(candidateNames('web.shop', { search, ndots: 5 })).toEqual([
    'web.shop.shop.svc.cluster.local.',
    'web.shop.svc.cluster.local.',
    'web.shop.cluster.local.',
    'web.shop.',
  ]);
});

test('a name with as many dots as ndots is tried as it is first', () => {
  expect(candidateNames('a.b.c', { search: ['x'], ndots: 2 })).toEqual(['a.b.c.', 'a.b.c.x.']);
});

test('a trailing dot skips the search list', () => {
  expect(candidateNames('web.', { search, ndots: 5 })).toEqual(['web.']);
});

test('every candidate is absolute, and the name itself is always one of them', () => {
  const label = fc.stringMatching(/^[a-z]{1,5}$/);
  const name = fc.array(label, { minLength: 1, maxLength: 6 }).map((labels) => labels.join('.'));
  fc.assert(
    fc.property(name, fc.array(name), fc.nat(6), (asked, domains, ndots) => {
      const candidates = candidateNames(asked, { search: domains, ndots });
      expect(candidates.every((candidate) => candidate.endsWith('.'))).toBe(true);
      expect(candidates).toContain(`${asked}.`);
      expect(candidates).toHaveLength(domains.length + 1);
    }),
  );
});

test('addresses of the own /24 come first, in their order, and none gets lost', () => {
  expect(bestFirst(['10.244.2.5', '10.244.1.7', '10.244.2.6', '10.244.1.6'], ['10.244.1.2'])).toEqual([
    '10.244.1.7',
    '10.244.1.6',
    '10.244.2.5',
    '10.244.2.6',
  ]);
  expect(bestFirst(['10.244.2.5', '10.244.1.7'], [])).toEqual(['10.244.2.5', '10.244.1.7']);
});

test('dig does not come back to the search list from a name that it tried as it is', () => {
  const resolver = { search: ['a.example', 'example'], ndots: 1 };
  expect(digNames({ name: 'web.shop', type: 'A' }, resolver)).toEqual(['web.shop.']);
  expect(digNames({ name: 'web', type: 'A' }, resolver)).toEqual(['web.a.example.', 'web.example.', 'web.']);
  expect(digNames({ name: '10.0.0.1', type: 'PTR' }, resolver)).toEqual(['1.0.0.10.in-addr.arpa.']);
});

test('of addresses of the own /24 the one with the longest common prefix comes first', () => {
  expect(bestFirst(['10.244.2.5', '10.244.1.129', '10.244.1.9', '10.244.1.3'], ['10.244.1.2'])).toEqual([
    '10.244.1.3',
    '10.244.1.9',
    '10.244.1.129',
    '10.244.2.5',
  ]);
});

test('addresses of IPv6 come before those of IPv4, the longest common prefix first wherever the other node is', () => {
  const own = ['10.244.1.2', 'fd00:10:244:1::2'];
  const addresses = ['10.244.1.9', 'fd00:10:244:2::5', 'fd00:10:244::5', 'fd00:10:244:1::9'];
  expect(bestFirst(addresses, own)).toEqual(['fd00:10:244:1::9', 'fd00:10:244::5', 'fd00:10:244:2::5', '10.244.1.9']);
});

describe('getaddrinfo', () => {
  const asked: string[] = [];
  const ask = ({ name, type }: { readonly name: string; readonly type: string }) => {
    asked.push(type);
    return { rcode: 'NOERROR', records: [{ name, type, data: type === 'A' ? '10.96.0.5' : 'fd00:10:96::5' }] } as const;
  };
  const resolver = { server: 'cluster', nameservers: [], search: [], ndots: 1 } as const;
  const lookup = {
    name: 'web',
    families: ['IPv4', 'IPv6'],
    own: [],
    hosts: new Map([['me', ['10.244.1.2']]]),
  } as const;

  beforeEach(() => asked.splice(0));

  test('asks for every family that is wanted, and for no other', () => {
    expect(addressesOf(lookup, resolver, ask)).toEqual(['fd00:10:96::5', '10.96.0.5']);
    expect(addressesOf({ ...lookup, families: ['IPv4'] }, resolver, ask)).toEqual(['10.96.0.5']);
    expect(asked).toEqual(['A', 'AAAA', 'A']);
  });

  test('finds localhost at the loopback addresses of each family, and what /etc/hosts has before DNS', () => {
    expect(addressesOf({ ...lookup, name: 'LocalHost' }, resolver, ask)).toEqual(['::1', '127.0.0.1']);
    expect(addressesOf({ ...lookup, name: 'me' }, resolver, ask)).toEqual(['10.244.1.2']);
    expect(asked).toEqual([]);
    expect(addressesOf({ ...lookup, name: 'me', families: ['IPv6'] }, resolver, ask)).toEqual(['fd00:10:96::5']);
  });
});
