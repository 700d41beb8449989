import { dnsSubdomainErrors } from '../../terms/dns-name';
import { legacyIPErrors } from '../../terms/ip-errors';
import { pod } from '../example';
import { definePodRule } from './pod-rule';

const WEB = 'containers: [{ name: web, image: web }]';

export const hostAliases = definePodRule({
  id: 'pod/host-aliases',
  stage: 'validate',
  severity: 'error',
  field: 'spec.hostAliases',
  summary: 'A host alias gives names, which are DNS subdomains, to an IP address.',
  why: 'kube-apiserver refuses others (ValidateHostAliases in pkg/apis/core/validation): they become lines of /etc/hosts.',
  fix: 'Write an address as ip, and names without a trailing dot as hostnames; for an alias of a name use a Service of type ExternalName.',
  passing: [
    { title: 'Two names', manifests: pod(`hostAliases: [{ ip: 10.1.2.3, hostnames: [db, db.example.com] }]\n${WEB}`) },
  ],
  failing: [
    {
      title: 'A name in place of an address',
      manifests: pod(`hostAliases: [{ ip: db.example.com, hostnames: [db] }]\n${WEB}`),
      path: 'spec.hostAliases[0].ip',
      kind: 'Invalid',
    },
    {
      title: 'A wildcard',
      manifests: pod(`hostAliases: [{ ip: 10.1.2.3, hostnames: ['*.example.com'] }]\n${WEB}`),
      path: 'spec.hostAliases[0].hostnames[0]',
      kind: 'Invalid',
    },
  ],
  *check(pod, { minor }) {
    for (const alias of pod.at('spec', 'hostAliases').items()) {
      const ip = alias.at('ip');
      for (const error of legacyIPErrors(ip.text, minor)) yield ip.invalid(error, {}, ip.text);
      for (const name of alias.at('hostnames').items()) {
        for (const error of dnsSubdomainErrors(name.text)) yield name.invalid(error);
      }
    }
  },
});
