import { ipWarning } from '../../terms/ip-errors';
import { pod } from '../example';
import { definePodRule } from './pod-rule';

const WEB = 'containers: [{ name: web, image: web }]';

export const podAddressFormat = definePodRule({
  id: 'pod/address-format',
  stage: 'warn',
  severity: 'warning',
  versions: { since: '1.33' },
  summary:
    'Addresses of nameservers and host aliases are in canonical form: no leading zeros, IPv6 as RFC 5952 writes it.',
  why: 'kube-apiserver warns (GetWarningsForIP in apimachinery/pkg/util/validation); Kubernetes 1.36 refuses most of these forms (KEP-4858).',
  fix: 'Write the form that the message proposes.',
  passing: [{ title: 'An address', manifests: pod(`hostAliases: [{ ip: 2001:db8::1, hostnames: [db] }]\n${WEB}`) }],
  failing: [
    {
      title: 'Leading zeros',
      manifests: pod(`dnsConfig: { nameservers: [010.0.0.53] }\n${WEB}`),
      path: 'spec.dnsConfig.nameservers[0]',
      kind: 'Ignored',
    },
    {
      title: 'Capitals',
      manifests: pod(`hostAliases: [{ ip: 2001:DB8::1, hostnames: [db] }]\n${WEB}`),
      path: 'spec.hostAliases[0].ip',
      kind: 'Ignored',
    },
  ],
  *check(pod, { minor }) {
    const aliases = pod.at('spec', 'hostAliases').items();
    for (const place of [
      ...pod.at('spec', 'dnsConfig', 'nameservers').items(),
      ...aliases.map((alias) => alias.at('ip')),
    ]) {
      const warning = ipWarning(place.text, minor);
      if (warning !== undefined) yield place.ignored(`${place.path}: ${warning}`);
    }
  },
});
