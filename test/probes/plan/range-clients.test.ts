import fc from 'fast-check';
import type { Client } from '../../../src/probes/plan/clients';
import { rangeClients } from '../../../src/probes/plan/range-clients';
import { cidrContains, cidrsOf } from '../../../src/terms/cidr';
import { parseIP } from '../../../src/terms/ip';

const octet = fc.integer({ min: 0, max: 255 });
const ipv4 = fc
  .tuple(octet, octet, octet, octet, fc.integer({ min: 0, max: 32 }))
  .map(([a, b, c, d, length]) => `${a}.${b}.${c}.${d}/${length}`);
const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
const ipv6 = fc.tuple(group, group, fc.integer({ min: 0, max: 128 })).map(([a, b, length]) => `${a}:${b}::/${length}`);
const ranges = fc.array(fc.oneof(ipv4, ipv6), { maxLength: 6 });

function isIn(range: string, { from }: Client): boolean {
  const ip = parseIP('outside' in from ? (from.address ?? '') : '');
  const [cidr] = cidrsOf(range);
  return ip !== undefined && cidr !== undefined && cidrContains(cidr, ip);
}

test.each(['IPv4', 'IPv6'] as const)(
  'of ranges of %s somebody inside of each of the first three asks, and a stranger of none',
  (family) => {
    fc.assert(
      fc.property(ranges, (texts) => {
        const own = texts.filter((text) => cidrsOf(text)[0]?.family === family);
        const { inside, stranger } = rangeClients(texts, family);
        expect(inside).toHaveLength(Math.min(own.length, 3));
        inside.forEach((client, index) => expect(isIn(own[index] ?? '', client)).toBe(true));
        for (const client of stranger) expect(texts.some((text) => isIn(text, client))).toBe(false);
      }),
    );
  },
);

test('where there is no range of a family, nobody is shut out, and nobody is asked', () => {
  expect(rangeClients(['203.0.113.0/24'], 'IPv6')).toEqual({ inside: [], stranger: [] });
});

test('of the whole world nobody is a stranger', () => {
  expect(rangeClients(['0.0.0.0/0'], 'IPv4').stranger).toEqual([]);
  expect(rangeClients(['::/0'], 'IPv6').stranger).toEqual([]);
});

test('ranges with spaces around them are read, as kube-proxy does', () => {
  expect(rangeClients([' 203.0.113.0/24 '], 'IPv4').inside.map(({ label }) => label)).toEqual(['outside 203.0.113.1']);
});
