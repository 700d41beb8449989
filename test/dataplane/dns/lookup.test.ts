import fc from 'fast-check';
import { candidateNames, digNames, nearestFirst } from '../../../src/dataplane/dns/lookup';

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
  expect(nearestFirst(['10.244.2.5', '10.244.1.7', '10.244.2.6', '10.244.1.6'], '10.244.1.2')).toEqual([
    '10.244.1.7',
    '10.244.1.6',
    '10.244.2.5',
    '10.244.2.6',
  ]);
  expect(nearestFirst(['10.244.2.5', '10.244.1.7'], undefined)).toEqual(['10.244.2.5', '10.244.1.7']);
});

test('dig does not come back to the search list from a name that it tried as it is', () => {
  const resolver = { search: ['a.example', 'example'], ndots: 1 };
  expect(digNames({ name: 'web.shop', type: 'A' }, resolver)).toEqual(['web.shop.']);
  expect(digNames({ name: 'web', type: 'A' }, resolver)).toEqual(['web.a.example.', 'web.example.', 'web.']);
  expect(digNames({ name: '10.0.0.1', type: 'PTR' }, resolver)).toEqual(['1.0.0.10.in-addr.arpa.']);
});

test('of addresses of the own /24 the one with the longest common prefix comes first', () => {
  expect(nearestFirst(['10.244.2.5', '10.244.1.129', '10.244.1.9', '10.244.1.3'], '10.244.1.2')).toEqual([
    '10.244.1.3',
    '10.244.1.9',
    '10.244.1.129',
    '10.244.2.5',
  ]);
});
