import fc from 'fast-check';
import { sourceSet } from '../../../src/dataplane/listings/nftables-sources';
import type { Cidr } from '../../../src/terms/cidr';
import { cidrContains, parseCidr } from '../../../src/terms/cidr';
import { formatIP, parseIP } from '../../../src/terms/ip';

const cidr = (text: string) => parseCidr(text) as Cidr;

describe('a set of sources', () => {
  test.each([
    [['10.0.0.0/8'], [], '10.0.0.0/8'],
    [['10.0.0.7/32'], [], '10.0.0.7'],
    [['10.0.0.7/8'], [], '10.0.0.0/8'],
    [['192.0.2.0/24', '10.0.0.0/8'], [], '{ 10.0.0.0/8, 192.0.2.0/24 }'],
    [['10.0.0.0/8', '10.1.0.0/16'], [], '{ 10.0.0.0/8 }'],
    [['0.0.0.0/1', '128.0.0.0/1'], ['172.18.255.2'], '{ 0.0.0.0/0 }'],
    [['10.0.1.0/24', '10.0.2.0/24'], [], '{ 10.0.1.0-10.0.2.255 }'],
    [['10.0.0.4/32'], ['10.0.0.9'], '{ 10.0.0.4, 10.0.0.9 }'],
  ])('%j and %j is %s', (ranges, addresses, text) => {
    expect(sourceSet('IPv4', ranges.map(cidr), addresses)).toBe(text);
  });

  test.each([
    [['fd00::/8'], [], 'fd00::/8'],
    [['2001:db8::7/128'], [], '2001:db8::7'],
    [['2001:db8::/64', '2001:db8:0:1::/64'], ['2001:db8:1::7'], '{ 2001:db8::/63, 2001:db8:1::7 }'],
  ])('of IPv6, %j and %j is %s', (ranges, addresses, text) => {
    expect(sourceSet('IPv6', ranges.map(cidr), addresses)).toBe(text);
  });

  test('holds what its ranges hold, and nothing else', () => {
    const range = fc.tuple(fc.nat({ max: 255 }), fc.integer({ min: 20, max: 32 }));
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 6 }), fc.nat({ max: 1023 }), (given, offset) => {
        const ranges = given.map(([byte, length]) => cidr(`10.0.${byte % 4}.${byte}/${length}`));
        const ip = { family: 'IPv4', bits: (10n << 24n) + BigInt(offset) } as const;
        const inRanges = ranges.some((each) => cidrContains(each, ip));
        expect(holds(sourceSet('IPv4', ranges, []), ip.bits)).toBe(inRanges);
      }),
    );
  });
});

function holds(text: string, bits: bigint): boolean {
  const address = formatIP({ family: 'IPv4', bits });
  return text
    .replace(/[{}\s]/g, '')
    .split(',')
    .some((part) => {
      if (part.includes('/')) return cidrContains(cidr(part), { family: 'IPv4', bits });
      const [first = '', last = first] = part.split('-');
      return (parseIP(first)?.bits ?? 0n) <= bits && bits <= (parseIP(last)?.bits ?? 0n) && address !== '';
    });
}
