import fc from 'fast-check';
import { addressIn, familyOf, formatIP, parseIP } from '../../src/terms/ip';
import type { ClusterIPFamily } from '../../src/terms/ip-families';
import { CLUSTER_IP_FAMILIES, clusterIPFamilyOf } from '../../src/terms/ip-families';
import { abbreviate, expandPlaceholders, placeholder } from '../../src/terms/placeholders';
import { fromReverseName, reverseName } from '../../src/terms/reverse-name';

const address = fc
  .tuple(fc.constantFrom('IPv4' as const, 'IPv6' as const), fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }))
  .map(([family, bits]) => formatIP({ family, bits: family === 'IPv4' ? bits & 0xffff_ffffn : bits | (1n << 127n) }));

test('the families of a cluster and their name say the same', () => {
  for (const [name, families] of Object.entries(CLUSTER_IP_FAMILIES)) expect(clusterIPFamilyOf(families)).toBe(name);
  expect(clusterIPFamilyOf([])).toBe('ipv4' satisfies ClusterIPFamily);
});

test('an address is of the family that it is read as, and found among others by it', () => {
  fc.assert(
    fc.property(fc.array(address), (addresses) => {
      for (const each of addresses) expect(familyOf(each)).toBe(parseIP(each)?.family);
      for (const family of ['IPv4', 'IPv6'] as const) {
        expect(addressIn(addresses, family)).toBe(addresses.find((each) => parseIP(each)?.family === family));
      }
    }),
  );
});

test('an address comes back from its reverse name', () => {
  fc.assert(fc.property(address, (each) => void expect(fromReverseName(reverseName(each) ?? '')).toBe(each)));
});

test('an address in a text becomes its placeholder, with dashes too, and comes back from it', () => {
  const around = fc.constantFrom(['', ''], ['tcp://', ':80'], ['a ', ' b'], ['0 50 80 ', '.']);
  fc.assert(
    fc.property(address, around, fc.boolean(), (each, [before = '', after = ''], dashed) => {
      const written = dashed ? each.replaceAll(/[.:]/g, '-') : familyOf(each) === 'IPv6' ? `[${each}]` : each;
      const text = `${before}${written}${after}`;
      const name = placeholder('podIP', 'shop/web', familyOf(each));
      const short = abbreviate(text, new Map([[each, name]]));
      expect(short).toContain(familyOf(each) === 'IPv6' ? (dashed ? '${podIPDashed6:' : '${podIP6:') : '${podIP');
      expect(expandPlaceholders(short, ({ family }) => (family === familyOf(each) ? each : undefined))).toBe(text);
    }),
  );
});
