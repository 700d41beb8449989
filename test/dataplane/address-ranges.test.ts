import fc from 'fast-check';
import { NodeRange, PodRange } from '../../src/dataplane/address-ranges';
import { cidrContains, parseCidr } from '../../src/terms/cidr';
import type { Cidr } from '../../src/terms/cidr';
import { isCanonicalIP, parseIP } from '../../src/terms/ip';

const RANGES = ['10.244.0.0/16', 'fd00:10:244::/56'] as const;

const holds = (cidr: string, address: string) =>
  cidrContains(parseCidr(cidr) as Cidr, parseIP(address) as NonNullable<ReturnType<typeof parseIP>>);

describe.each(RANGES)('the Pod range %s', (text) => {
  const range = new PodRange(text);
  const node = fc.nat({ max: 255 });

  test('gives every node a part of its own, with the gateway in it', () => {
    fc.assert(
      fc.property(node, node, (n, other) => {
        const { podCIDR, gatewayIP } = range.ofNode(n);
        expect(holds(text, gatewayIP) && holds(podCIDR, gatewayIP) && isCanonicalIP(gatewayIP)).toBe(true);
        expect(holds(podCIDR, range.ofNode(other).gatewayIP)).toBe(n === other);
      }),
    );
  });

  test('gives out every address once, of the own part as long as it lasts, and never a gateway', () => {
    const wanted = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 600 });
    fc.assert(
      fc.property(wanted, (nodes) => {
        const take = range.giver(4);
        const parts = [0, 1, 2, 3].map((n) => range.ofNode(n));
        const given = nodes.map((n) => ({ own: parts[n]?.podCIDR ?? '', address: take(parts[n]?.podCIDR ?? '') }));
        expect(new Set(given.map(({ address }) => address)).size).toBe(nodes.length);
        expect(given.every(({ address }) => range.has(address))).toBe(true);
        expect(parts.some(({ gatewayIP }) => given.some(({ address }) => address === gatewayIP))).toBe(false);
        for (const { podCIDR } of parts) {
          const own = given.filter((each) => each.own === podCIDR).slice(0, 253);
          expect(own.every(({ address }) => holds(podCIDR, address))).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('has so many parts and no more', () => {
    expect(() => range.ofNode(255)).not.toThrow();
    expect(() => range.ofNode(256)).toThrow(/^podCIDR .* too small/);
  });
});

test('all addresses of a node are given out but for its network, its gateway and the broadcast address', () => {
  const range = new PodRange('10.244.0.0/16');
  const { podCIDR } = range.ofNode(1);
  const take = range.giver(2);
  const given = Array.from({ length: 254 }, () => take(podCIDR));
  expect([given[0], given[252], given[253]]).toEqual(['10.244.1.2', '10.244.1.254', '10.244.2.0']);
});

test.each(['172.18.0.0/16', 'fc00:f853:ccd:e793::/64'])('the node range %s gives out every address once', (text) => {
  const range = new NodeRange(text);
  const given = Array.from({ length: 300 }, () => range.take());
  expect(new Set(given).size).toBe(300);
  expect(given.every((address) => range.has(address) && isCanonicalIP(address))).toBe(true);
});
