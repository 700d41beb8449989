import { WORKLOAD_KINDS } from '../../model/workload';
import { dnsLabelErrors } from '../../terms/dns-name';
import { pod } from '../example';
import { definePodRule } from './pod-rule';

const WEB = 'containers: [{ name: web, image: web }]';

export const hostname = definePodRule({
  id: 'pod/hostname',
  stage: 'validate',
  severity: 'error',
  // A StatefulSet replaces both.
  kinds: WORKLOAD_KINDS.filter((kind) => kind !== 'StatefulSet'),
  summary: 'The hostname and the subdomain of a Pod are DNS labels.',
  why: 'kube-apiserver refuses others (ValidatePodSpec in pkg/apis/core/validation): hostname.subdomain.namespace.svc.cluster.local is the name of the Pod in the DNS of the cluster, and the subdomain is a headless Service.',
  fix: 'Use at most 63 lower case letters, digits and inner hyphens; write the name of the headless Service as subdomain.',
  passing: [{ title: 'A Pod with a name', manifests: pod(`hostname: db-0\nsubdomain: db\n${WEB}`) }],
  failing: [
    {
      title: 'A whole domain',
      manifests: pod(`hostname: db.example.com\n${WEB}`),
      path: 'spec.hostname',
      kind: 'Invalid',
    },
    { title: 'An underscore', manifests: pod(`subdomain: my_db\n${WEB}`), path: 'spec.subdomain', kind: 'Invalid' },
  ],
  *check(pod) {
    for (const name of [pod.at('spec', 'hostname'), pod.at('spec', 'subdomain')]) {
      if (name.text === '') continue;
      for (const error of dnsLabelErrors(name.text)) yield name.invalid(error);
    }
  },
});
