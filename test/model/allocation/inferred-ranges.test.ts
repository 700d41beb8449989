import fc from 'fast-check';
import { inferServiceRanges } from '../../../src/model/allocation/inferred-ranges';
import { cidrContains, parseCidr } from '../../../src/terms/cidr';
import { parseIP } from '../../../src/terms/ip';
import type { JsonObject } from '../../../src/terms/json';

const service = (spec: JsonObject) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec });
const asking = (...clusterIPs: readonly string[]) => clusterIPs.map((clusterIP) => service({ clusterIP }));

describe('the Service range that an input shows', () => {
  it.each([
    ['none is asked for', [], ['10.96.0.0/16']],
    ['they are in the default range', asking('10.96.0.7', 'None', ''), ['10.96.0.0/16']],
    ['those of k3s', asking('10.43.0.10'), ['10.43.0.0/16']],
    ['those of kubeadm', asking('10.96.0.10', '10.100.3.4'), ['10.96.0.0/12']],
    ['those of nobody that is known', asking('10.7.8.9'), ['10.7.0.0/16']],
    ['those of two clusters', asking('10.43.0.10', '10.96.0.10'), ['10.0.0.0/9']],
    ['an IPv6 address', asking('fd00:10:96::7'), ['10.96.0.0/16', 'fd00:10:96::/112']],
    ['IPv6 by name', [service({ ipFamilies: ['IPv6'] })], ['10.96.0.0/16', 'fd00:10:96::/112']],
    ['both families', [service({ ipFamilyPolicy: 'RequireDualStack' })], ['10.96.0.0/16', 'fd00:10:96::/112']],
    ['both, where they are to be had', [service({ ipFamilyPolicy: 'PreferDualStack' })], ['10.96.0.0/16']],
    ['an address that no Service has', asking('127.0.0.1', '169.254.1.1'), ['10.96.0.0/16']],
    ['what is not an address', [service({ clusterIP: 7, clusterIPs: 'x', ipFamilies: null })], ['10.96.0.0/16']],
    [
      'a custom resource of the name',
      [{ ...service({ clusterIP: '10.7.8.9' }), apiVersion: 'x.dev/v1' }],
      ['10.96.0.0/16'],
    ],
  ])('follows from the addresses: %s', (_, manifests, expected) => {
    expect(inferServiceRanges(manifests)).toEqual(expected);
  });

  it('holds every address that is asked for', () => {
    const address = fc
      .tuple(fc.integer({ min: 1, max: 100 }), fc.nat(255), fc.nat(255), fc.nat(255))
      .map((parts) => parts.join('.'));
    fc.assert(
      fc.property(fc.array(address, { minLength: 1, maxLength: 5 }), (addresses) => {
        const [range = ''] = inferServiceRanges(asking(...addresses));
        const cidr = parseCidr(range);
        for (const text of addresses) {
          const ip = parseIP(text);
          expect(cidr !== undefined && ip !== undefined && cidrContains(cidr, ip)).toBe(true);
        }
      }),
    );
  });
});
