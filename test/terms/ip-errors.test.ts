import { cidrWarnings, ipWarning, legacyCidrErrors, legacyIPErrors, specialIPErrors } from '../../src/terms/ip-errors';

describe('addresses in old fields', () => {
  it('take leading zeros and mapped addresses up to 1.35', () => {
    for (const ip of ['10.0.0.1', '010.0.0.1', '::ffff:10.0.0.1', 'FD00::1']) {
      expect(legacyIPErrors(ip, 35)).toEqual([]);
    }
    expect(legacyIPErrors('010.0.0.1', 36)).toEqual(['must not have leading 0s']);
    expect(legacyIPErrors('::ffff:10.0.0.1', 36)).toEqual(['must not be an IPv4-mapped IPv6 address']);
    expect(legacyIPErrors('FD00::1', 36)).toEqual([]);
    expect(legacyIPErrors('10.0.0.1/32', 34)).toHaveLength(1);
  });

  it('take networks as generously, and as strictly', () => {
    for (const cidr of ['10.0.0.0/8', '10.1.2.3/8', '10.0.0.0/08', '010.0.0.0/8']) {
      expect(legacyCidrErrors(cidr, 35)).toEqual([]);
    }
    expect(legacyCidrErrors('10.1.2.3/8', 36)).toEqual(['must not have bits set beyond the prefix length']);
    expect(legacyCidrErrors('10.0.0.0/08', 36)).toEqual(['must not have leading 0s in IP or prefix length']);
    expect(legacyCidrErrors('010.0.0.0/8', 36)).toEqual(['must not have leading 0s in IP or prefix length']);
    for (const cidr of ['10.0.0.1', '10.0.0.0/33', '', '*']) expect(legacyCidrErrors(cidr, 34)).toHaveLength(1);
  });

  it.each(['0.0.0.0', '::', '127.0.0.1', '::1', '169.254.1.1', 'fe80::1', '224.0.0.9', 'ff02::1', '::ffff:127.0.0.1'])(
    'refuse %s, which nothing can be sent to',
    (ip) => {
      expect(specialIPErrors(ip)).toHaveLength(1);
    },
  );

  it.each(['10.0.0.1', '224.0.1.1', '255.255.255.255', 'ff05::1', 'fd00::1'])('take %s', (ip) => {
    expect(specialIPErrors(ip)).toEqual([]);
  });

  it('are warned of where readers disagree', () => {
    expect(ipWarning('10.0.0.1', 34)).toBeUndefined();
    expect(ipWarning('2001:db8::1', 34)).toBeUndefined();
    expect(ipWarning('010.0.0.1', 34)).toContain('use "10.0.0.1"');
    expect(ipWarning('2001:DB8:0::1', 34)).toContain('("2001:db8::1")');
    expect(cidrWarnings('10.0.0.0/8', 34)).toEqual([]);
    expect(cidrWarnings('10.1.2.3/08', 34)).toHaveLength(2);
    expect(cidrWarnings('2001:DB8::/32', 34)).toHaveLength(1);
  });

  it('are printed as those of IPv4 where an IPv6 address is one, but for the length of a single one', () => {
    const [ambiguous, nonStandard] = cidrWarnings('::ffff:10.1.2.3/104', 34);
    expect(ambiguous).toContain('(should be "10.0.0.0/8" or "10.1.2.3/128"?)');
    expect(nonStandard).toMatch(/use "10\.0\.0\.0\/8"$/);
    expect(cidrWarnings('::ffff:10.1.2.3/95', 34)[0]).toContain('"::fffe:0:0/95" or "10.1.2.3/128"');
  });
});
