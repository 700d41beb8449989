import { completeIPFamilies } from '../../../src/model/allocation/ip-families';

type Families = readonly ('IPv4' | 'IPv6')[];
const IPV4: Families = ['IPv4'];
const DUAL: Families = ['IPv4', 'IPv6'];
const SELECTOR = { selector: { app: 'web' } };
const HEADLESS = { clusterIP: 'None' };

function complete(spec: object, configured: Families) {
  const result = completeIPFamilies(spec, { configured, strictIPs: false });
  if (result.failures !== undefined) return result.failures.map(({ kind, path }) => `${kind} ${path}`);
  return `${result.spec.ipFamilyPolicy} ${result.spec.ipFamilies?.join(' ')}`;
}

describe('completeIPFamilies', () => {
  it.each([
    ['the primary family', SELECTOR, DUAL, 'SingleStack IPv4'],
    ['the family of the address', { ...SELECTOR, clusterIP: 'fd00::1' }, DUAL, 'SingleStack IPv6'],
    ['the one family there is', { ...SELECTOR, ipFamilyPolicy: 'PreferDualStack' }, IPV4, 'PreferDualStack IPv4'],
    [
      'the other family',
      { ipFamilies: ['IPv6'], ipFamilyPolicy: 'PreferDualStack' },
      DUAL,
      'PreferDualStack IPv6 IPv4',
    ],
    ['both', { ...SELECTOR, ipFamilyPolicy: 'RequireDualStack' }, DUAL, 'RequireDualStack IPv4 IPv6'],
    ['headless like others with a selector', { ...HEADLESS, ...SELECTOR }, IPV4, 'SingleStack IPv4'],
    ['both for headless without a selector', HEADLESS, IPV4, 'RequireDualStack IPv4 IPv6'],
    ['both for headless with an empty selector', { ...HEADLESS, selector: {} }, IPV4, 'RequireDualStack IPv4 IPv6'],
    ['one for headless that asks for one', { ...HEADLESS, ipFamilyPolicy: 'SingleStack' }, DUAL, 'SingleStack IPv4'],
  ])('fills in %s', (_, spec, configured, filled) => expect(complete(spec, configured)).toBe(filled));

  it.each([
    ['two families without a policy', { ipFamilies: ['IPv4', 'IPv6'] }, DUAL, ['Invalid spec.ipFamilyPolicy']],
    [
      'two addresses, one of a family that is not there',
      { clusterIP: '10.96.0.5', clusterIPs: ['10.96.0.5', 'fd00::5'] },
      IPV4,
      ['Invalid spec.ipFamilyPolicy', 'Invalid spec.clusterIPs[1]'],
    ],
    ['an address of a family that is not there', { clusterIP: 'fd00::5' }, IPV4, ['Invalid spec.clusterIPs[0]']],
    ['a family that is not there', { ipFamilies: ['IPv6'] }, IPV4, ['Invalid spec.ipFamilies[0]']],
    ['dual stack where there is none', { ipFamilyPolicy: 'RequireDualStack' }, IPV4, ['Invalid spec.ipFamilyPolicy']],
    ['what is malformed, alone', { clusterIP: 'fd00:', ipFamilies: ['IPv6'] }, IPV4, ['Invalid spec.clusterIPs[0]']],
    [
      'two families with SingleStack, also headless without a selector',
      { ...HEADLESS, ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'SingleStack' },
      DUAL,
      ['Invalid spec.ipFamilyPolicy'],
    ],
  ])('refuses %s', (_, spec, configured, failures) => expect(complete(spec, configured)).toEqual(failures));
});
