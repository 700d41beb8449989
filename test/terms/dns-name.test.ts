import {
  dns1035LabelErrors,
  dnsLabelErrors,
  dnsSubdomainErrors,
  pathSegmentErrors,
  portNameErrors,
  wildcardSubdomainErrors,
} from '../../src/terms/dns-name';

const LONG = 'a'.repeat(64);

describe('names', () => {
  it.each(['a', '1a', 'a--b', 'a'.repeat(63)])('takes %s as a DNS label', (name) => {
    expect(dnsLabelErrors(name)).toEqual([]);
  });

  it.each([
    ['', 1],
    ['a-', 1],
    ['A', 1],
    ['a_b', 1],
    ['a\n', 1],
    [LONG, 1],
    [`${LONG}_`, 2],
    ['é', 1],
  ])('refuses %j as a DNS label, for %i reasons', (name, reasons) => {
    expect(dnsLabelErrors(name)).toHaveLength(reasons);
  });

  it('says of a label with dots that dots are the matter', () => {
    expect(dnsLabelErrors('a.b')).toEqual(['must not contain dots']);
  });

  it('wants a letter first in a DNS-1035 label', () => {
    expect(dns1035LabelErrors('a1')).toEqual([]);
    expect(dns1035LabelErrors('1a')).toHaveLength(1);
  });

  it('counts bytes of a subdomain as a whole, not of its labels', () => {
    expect(dnsSubdomainErrors(`${LONG}.${LONG}`)).toEqual([]);
    expect(dnsSubdomainErrors('a'.repeat(254))).toHaveLength(1);
    for (const name of ['a..b', '.a', 'a.', 'A', '']) expect(dnsSubdomainErrors(name)).toHaveLength(1);
  });

  it('wants one asterisk, as the first label, in a wildcard', () => {
    expect(wildcardSubdomainErrors('*.com')).toEqual([]);
    for (const name of ['*', '*.*.com', 'f*.com', 'foo.*.com']) expect(wildcardSubdomainErrors(name)).toHaveLength(1);
  });

  it('says everything that is wrong with the name of a port', () => {
    expect(portNameErrors('8080-web')).toEqual([]);
    expect(portNameErrors('-80--80')).toHaveLength(3);
    expect(portNameErrors('HTTP')).toHaveLength(2);
    expect(portNameErrors('')).toHaveLength(2);
    expect(portNameErrors('a'.repeat(16))).toEqual(['must be no more than 15 characters']);
  });

  it('refuses what cannot stand between the slashes of a URL', () => {
    expect(pathSegmentErrors('a:b')).toEqual([]);
    expect(pathSegmentErrors('..')).toEqual(["may not be '..'"]);
    expect(pathSegmentErrors('..', true)).toEqual([]);
    expect(pathSegmentErrors('a/b%')).toEqual(["may not contain '/'", "may not contain '%'"]);
  });
});
