import fc from 'fast-check';
import { formatIP, parseIP } from '../../src/terms/ip';
import { fromReverseName, reverseName } from '../../src/terms/reverse-name';

it('turns addresses round', () => {
  expect(reverseName('10.96.0.1')).toBe('1.0.96.10.in-addr.arpa.');
  expect(fromReverseName('1.0.96.10.in-addr.arpa')).toBe('10.96.0.1');
  expect(reverseName('web')).toBeUndefined();
  expect(fromReverseName('web.shop.svc.cluster.local.')).toBeUndefined();
});

it('there and back again is the same address', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const ip = parseIP(text);
      const canonical = ip === undefined ? '' : formatIP(ip);
      expect(fromReverseName(reverseName(canonical) ?? '')).toBe(canonical);
    }),
  );
});
