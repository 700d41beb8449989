import { checkClusterIPFields } from '../../../src/model/allocation/cluster-ip-fields';
import type { ServiceSpec } from '../../../src/model/objects';

const failuresOf = (spec: object, strict = false) =>
  checkClusterIPFields(spec as ServiceSpec, strict).map(({ kind, path }) => `${kind} ${path}`);

describe('checkClusterIPFields', () => {
  it.each([
    [{}],
    [{ clusterIP: 'None', clusterIPs: ['None'] }],
    [{ clusterIP: '010.096.000.005', clusterIPs: ['010.096.000.005'] }],
    [{ clusterIP: '10.96.0.5', clusterIPs: ['10.96.0.5', 'fd00::5'], ipFamilies: ['IPv4', 'IPv6'] }],
    [{ ipFamilies: ['IPv6', 'IPv4'], ipFamilyPolicy: 'PreferDualStack' }],
    [{ type: 'ExternalName', clusterIP: 'nonsense', clusterIPs: ['other'] }],
  ])('finds nothing in %j', (spec) => expect(failuresOf(spec)).toEqual([]));

  it.each([
    [{ clusterIP: '10.96.0.5', clusterIPs: ['10.96.0.6'] }, ['Invalid spec.clusterIPs']],
    [{ clusterIPs: ['10.96.0.5'] }, ['Invalid spec.clusterIPs']],
    [{ clusterIP: '10.96.0.5' }, ['Required spec.clusterIPs']],
    [{ clusterIP: 'none', clusterIPs: ['none'] }, ['Invalid spec.clusterIPs[0]']],
    [{ clusterIP: 'None', clusterIPs: ['None', 'None'] }, ['Invalid spec.clusterIPs', 'Invalid spec.clusterIPs[1]']],
    [{ clusterIP: '10.96.0.5', clusterIPs: ['10.96.0.5', 'fd00::5', '10.96.0.6'] }, ['Invalid spec.clusterIPs']],
    [{ clusterIP: 'fd00::1', clusterIPs: ['fd00::1', 'fd00::2'] }, ['Invalid spec.clusterIPs']],
    [{ clusterIP: '10.96.0.5', clusterIPs: ['10.96.0.5'], ipFamilies: ['IPv6'] }, ['Invalid spec.clusterIPs[0]']],
    [{ ipFamilies: ['ipv4'] }, ['NotSupported spec.ipFamilies[0]']],
    [{ ipFamilies: ['IPv4', 'IPv6', 'IPv4'] }, ['Duplicate spec.ipFamilies[2]']],
    [{ ipFamilyPolicy: '' }, ['NotSupported spec.ipFamilyPolicy']],
  ])('refuses %j', (spec, failures) => expect(failuresOf(spec)).toEqual(failures));

  it.each(['10.96.0.05', '::ffff:10.96.0.5'])('refuses %s when addresses have to be strict', (clusterIP) => {
    const spec = { clusterIP, clusterIPs: [clusterIP] };
    expect(failuresOf(spec)).toEqual([]);
    expect(failuresOf(spec, true)).toEqual(['Invalid spec.clusterIPs[0]']);
  });
});
