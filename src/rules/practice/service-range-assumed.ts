import { DEFAULT_SERVICE_RANGE } from '../../model/allocation/inferred-ranges';
import { cidrContains, parseCidr } from '../../terms/cidr';
import { parseIP } from '../../terms/ip';
import { listed } from '../../terms/sentence';
import { isServiceRangeGuessed } from '../cluster-options';
import type { Cursor } from '../cursor';
import { service } from '../example';
import { defineRule } from '../rule';

export const serviceRangeAssumed = defineRule({
  id: 'practice/service-range-assumed',
  source: 'practice',
  stage: 'deployed',
  severity: 'info',
  kinds: ['Service'],
  summary: 'The Service range of the cluster is known.',
  why: 'Which addresses a Service can have depends on --service-cluster-ip-range of the cluster. It was not given, so it follows from the addresses that the input asks for, and no address can be wrong.',
  fix: 'Give the range of the cluster: --service-cluster-ip-range, or the option serviceClusterIPRange.',
  passing: [
    { title: 'An address of the default range', manifests: service('clusterIP: 10.96.7.7\nports: [{ port: 80 }]') },
    {
      title: 'The range is given',
      manifests: service('clusterIP: 10.43.0.7\nports: [{ port: 80 }]'),
      options: { serviceClusterIPRange: ['10.43.0.0/16'] },
    },
  ],
  failing: [
    {
      title: 'An address of another range',
      manifests: service('clusterIP: 10.43.0.7\nports: [{ port: 80 }]'),
      path: 'spec.clusterIP',
      kind: 'Invalid',
    },
    {
      title: 'Both IP families',
      manifests: service('ipFamilyPolicy: RequireDualStack\nports: [{ port: 80 }]'),
      path: 'spec.ipFamilyPolicy',
      kind: 'Invalid',
    },
  ],
  *check(object, { cluster }) {
    if (!isServiceRangeGuessed(cluster)) return;
    const taken = `the Service range is taken to be ${listed(cluster.serviceClusterIPRange)}`;
    const place = placesOf(object.at('spec')).find(asksForMore);
    if (place !== undefined) yield place.invalid(`the default range does not hold this: ${taken}`);
  },
});

function placesOf(spec: Cursor): readonly Cursor[] {
  const [ips, families] = [spec.at('clusterIPs'), spec.at('ipFamilies')];
  return [spec.at('clusterIP'), ...ips.items(), ...families.items(), spec.at('ipFamilyPolicy')];
}

/** Whether a field asks for what a cluster with the default range does not have. */
function asksForMore({ text }: Cursor): boolean {
  if (text === 'IPv6' || text === 'RequireDualStack') return true;
  const [ip, range] = [parseIP(text), parseCidr(DEFAULT_SERVICE_RANGE)];
  return ip !== undefined && range !== undefined && !cidrContains(range, ip);
}
