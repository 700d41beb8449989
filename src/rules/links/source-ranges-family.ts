import { completeIPFamilies } from '../../model/allocation/ip-families';
import { parseCidr } from '../../terms/cidr';
import { familyOf } from '../../terms/ip';
import { defineRule } from '../rule';
import { service } from './examples';
import { serviceAt } from './facts/service-at';

const balanced = (more: string) => service(`type: LoadBalancer\nports: [{ port: 443 }]\n${more}`, 'name: web');

const DUAL = { serviceClusterIPRange: ['10.96.0.0/16', 'fd00:10:96::/112'] };

export const sourceRangesFamily = defineRule({
  id: 'links/source-ranges-family',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Service'],
  field: 'spec.loadBalancerSourceRanges',
  summary: 'Source ranges guard every IP family that the Service has.',
  why: 'Each IP family has its own rules on the nodes. A family for which loadBalancerSourceRanges name no range has no filter: its load balancer address is open to everybody.',
  fix: 'Add the ranges of the other IP family too, or make the Service SingleStack.',
  passing: [
    {
      title: 'A range of each family',
      manifests: balanced(
        "ipFamilyPolicy: PreferDualStack\nloadBalancerSourceRanges: [203.0.113.0/24, '2001:db8::/32']",
      ),
      options: DUAL,
    },
    {
      title: 'One family, on a cluster that may have another one',
      manifests: balanced('ipFamilyPolicy: PreferDualStack\nloadBalancerSourceRanges: [203.0.113.0/24]'),
    },
  ],
  failing: [
    {
      title: 'Ranges of IPv4 alone before addresses of both families',
      manifests: balanced('ipFamilyPolicy: RequireDualStack\nloadBalancerSourceRanges: [203.0.113.0/24]'),
      path: 'spec.loadBalancerSourceRanges',
      kind: 'Invalid',
      options: DUAL,
    },
    {
      title: 'Ranges of the family that the Service lacks',
      manifests: balanced("ipFamilies: [IPv4]\nloadBalancerSourceRanges: ['2001:db8::/32']"),
      path: 'spec.loadBalancerSourceRanges',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const { spec } = serviceAt(object, context);
    const ranges = object.at('spec', 'loadBalancerSourceRanges');
    const families = ranges.items().map(({ text }) => parseCidr(text.trim())?.family);
    if (spec.type !== 'LoadBalancer' || families.length === 0 || families.includes(undefined)) return;
    const configured = context.cluster.serviceClusterIPRange.map(familyOf);
    const stored = completeIPFamilies(spec, { configured, strictIPs: false }).spec;
    const open = (stored?.ipFamilies ?? []).filter((family) => !families.includes(family));
    if (open.length > 0) yield ranges.invalid(`has no range of ${open.join(' and ')}: everybody may use that address`);
  },
});
