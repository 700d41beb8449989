import * as fc from 'fast-check';
import { formatIP, isCanonicalIP, parseIP } from '../../src/terms/ip';

describe('parseIP', () => {
  it.each([
    ['10.96.0.1', 'IPv4', '10.96.0.1'],
    ['010.096.000.005', 'IPv4', '10.96.0.5'],
    ['0000010.1.1.1', 'IPv4', '10.1.1.1'],
    ['::ffff:10.0.0.1', 'IPv4', '10.0.0.1'],
    ['::', 'IPv6', '::'],
    ['FD00:10:96::9', 'IPv6', 'fd00:10:96::9'],
    ['fd00:0010:0096:0:0:0:0:9', 'IPv6', 'fd00:10:96::9'],
    ['1:0:0:2:0:0:0:3', 'IPv6', '1:0:0:2::3'],
    ['1:0:2:3:4:5:6:7', 'IPv6', '1:0:2:3:4:5:6:7'],
    ['::1.2.3.4', 'IPv6', '::102:304'],
    ['00001::', 'IPv6', '1::'],
  ])('reads %s', (text, family, canonical) => {
    const ip = parseIP(text);
    expect(ip?.family).toBe(family);
    expect(ip === undefined ? undefined : formatIP(ip)).toBe(canonical);
  });

  it.each([
    '',
    'none',
    '10.96.0',
    '10.96.0.256',
    '10.96.0.1.2',
    ' 10.96.0.5',
    '10.96.0.5:80',
    '0x0a.0.0.1',
    '10..0.1',
    'fd00:10:96:',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '12345::',
    '1.2.3.4::',
    'fe80::1%eth0',
  ])('refuses %j', (text) => expect(parseIP(text)).toBeUndefined());

  it.each([
    ['10.0.0.1', false],
    ['10.0.00.1', true],
    ['010.0.0.1', true],
    ['::ffff:010.0.0.1', true],
    ['fd00:0010::', false],
    ['fd00:00010::', true],
  ])('sees leading zeros in %s: %s', (text, leadingZeros) => {
    expect(parseIP(text)?.leadingZeros).toBe(leadingZeros);
  });

  it('reads what formatIP writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), (bits) => {
        fc.pre(bits >> 32n !== 0xffffn);
        expect(parseIP(formatIP({ family: 'IPv6', bits }))).toMatchObject({ family: 'IPv6', bits });
        const ipv4 = bits & 0xffff_ffffn;
        expect(parseIP(formatIP({ family: 'IPv4', bits: ipv4 }))).toMatchObject({ family: 'IPv4', bits: ipv4 });
      }),
    );
  });
});

describe('isCanonicalIP', () => {
  it.each([
    ['10.0.0.1', true],
    ['10.0.0.01', false],
    ['::ffff:10.0.0.1', false],
    ['2001:db8::1', true],
    ['2001:DB8::1', false],
    ['2001:db8:0::1', false],
  ])('%s: %s', (text, canonical) => expect(isCanonicalIP(text)).toBe(canonical));
});
