import { service } from '../example';
import { defineUpdateRule, isSame } from '../update-rule';

const DUAL = { serviceClusterIPRange: ['10.96.0.0/16', 'fd00:10:96::/112'] };
const PORTS = 'ports: [{ port: 80 }]';

export const serviceIPFamily = defineUpdateRule({
  id: 'update/service-ip-family',
  kinds: ['Service'],
  field: 'spec.ipFamilies',
  summary: 'The first IP family of a Service with cluster IPs stays as it is.',
  why: 'kube-apiserver refuses another one (validateUpgradeDowngradeIPFamilies in pkg/apis/core/validation): the first cluster IP is of that family. The second family may come and go.',
  fix: 'Leave ipFamilies as it was, or add the second family behind the first. For another first family, delete the Service and create it anew.',
  passing: [
    {
      title: 'The second family as well',
      old: service(`ipFamilies: [IPv4]\n${PORTS}`),
      manifests: service(`ipFamilyPolicy: RequireDualStack\nipFamilies: [IPv4, IPv6]\n${PORTS}`),
      options: DUAL,
    },
  ],
  failing: [
    {
      title: 'The other way round',
      old: service(`ipFamilyPolicy: RequireDualStack\nipFamilies: [IPv4, IPv6]\nclusterIP: 10.96.0.5\n${PORTS}`),
      manifests: service(
        `ipFamilyPolicy: RequireDualStack\nipFamilies: [IPv6, IPv4]\nclusterIP: "fd00:10:96::5"\nclusterIPs: ["fd00:10:96::5", 10.96.0.5]\n${PORTS}`,
      ),
      options: DUAL,
      path: 'spec.ipFamilies[0]',
      kind: 'Invalid',
    },
  ],
  *check(after, before) {
    if ([after, before].some((side) => side.at('spec', 'type').text === 'ExternalName')) return;
    if ([after, before].some((side) => side.at('spec', 'clusterIPs').key(0).text === 'None')) return;
    const [now, old] = [after.at('spec', 'ipFamilies'), before.at('spec', 'ipFamilies')];
    const places = now.items().length === old.items().length ? old.items().keys() : [0];
    for (const index of places) {
      if (isSame(now.key(index).value, old.key(index).value)) continue;
      yield now.key(0).invalid('may not change once set', {}, now.value);
    }
  },
});
