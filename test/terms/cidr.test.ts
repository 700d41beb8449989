import { cidrContains, formatCidr, parseCidr } from '../../src/terms/cidr';
import { parseIP } from '../../src/terms/ip';

describe('parseCidr', () => {
  it.each([
    ['10.96.0.0/16', '10.96.0.0/16'],
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['010.0.0.0/08', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['fd00:10:96::5/112', 'fd00:10:96::/112'],
    ['::/0', '::/0'],
  ])('reads %s', (text, network) => {
    const cidr = parseCidr(text);
    expect(cidr === undefined ? undefined : formatCidr(cidr)).toBe(network);
  });

  it.each(['', '10.0.0.1', '*', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/-1', '10.0.0/8', 'fd00::/129', '10.0.0.0/8/8'])(
    'refuses %j',
    (text) => expect(parseCidr(text)).toBeUndefined(),
  );
});

describe('cidrContains', () => {
  it.each([
    ['10.96.0.0/16', '10.96.255.255', true],
    ['10.96.0.0/16', '10.97.0.0', false],
    ['10.96.1.2/16', '10.96.0.0', true],
    ['::/0', '10.96.0.1', false],
    ['fd00::/64', 'fd00::1', true],
    ['::ffff:10.0.0.0/104', '10.1.2.3', true],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['::ffff:10.0.0.0/104', '::1', false],
  ])('%s contains %s: %s', (network, address, contains) => {
    const [cidr, ip] = [parseCidr(network), parseIP(address)];
    expect(cidr !== undefined && ip !== undefined && cidrContains(cidr, ip)).toBe(contains);
  });
});
