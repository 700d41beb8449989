import fc from 'fast-check';
import { candidatesOf, reverseName } from '../../../../src/targets/embedded/dns/resolver';

const search = ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local'];

test('a name with fewer dots than ndots goes through the search list first', () => {
  expect(candidatesOf('web.shop', { search, ndots: 5 })).toEqual([
    'web.shop.shop.svc.cluster.local.',
    'web.shop.svc.cluster.local.',
    'web.shop.cluster.local.',
    'web.shop.',
  ]);
});

test('a name with as many dots as ndots is tried as it is first', () => {
  expect(candidatesOf('a.b.c', { search: ['x'], ndots: 2 })).toEqual(['a.b.c.', 'a.b.c.x.']);
});

test('a trailing dot skips the search list', () => {
  expect(candidatesOf('web.', { search, ndots: 5 })).toEqual(['web.']);
});

test('every candidate is absolute, and the name itself is always one of them', () => {
  const label = fc.stringMatching(/^[a-z]{1,5}$/);
  const name = fc.array(label, { minLength: 1, maxLength: 6 }).map((labels) => labels.join('.'));
  fc.assert(
    fc.property(name, fc.array(name), fc.nat(6), (asked, domains, ndots) => {
      const candidates = candidatesOf(asked, { search: domains, ndots });
      expect(candidates.every((candidate) => candidate.endsWith('.'))).toBe(true);
      expect(candidates).toContain(`${asked}.`);
      expect(candidates).toHaveLength(domains.length + 1);
    }),
  );
});

test('the reverse name of an address', () => {
  expect(reverseName('10.96.0.5')).toBe('5.0.96.10.in-addr.arpa.');
});
