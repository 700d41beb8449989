import { dnsSubdomainErrors } from '../../terms/dns-name';
import { service } from '../example';
import { defineRule } from '../rule';

export const externalName = defineRule({
  id: 'service/external-name',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'A Service of type ExternalName has an externalName, which is a DNS name.',
  why: 'kube-apiserver asks for a DNS-1123 subdomain (validateService in pkg/apis/core/validation): the name becomes a CNAME record.',
  fix: 'Write the bare host name in lower case: no scheme, no port, no path, no wildcard.',
  passing: [
    { title: 'A host name', manifests: service('type: ExternalName\nexternalName: db.example.com') },
    { title: 'Fully qualified', manifests: service('type: ExternalName\nexternalName: db.example.com.') },
  ],
  failing: [
    {
      title: 'A URL',
      manifests: service('type: ExternalName\nexternalName: http://db.example.com'),
      path: 'spec.externalName',
      kind: 'Invalid',
    },
    { title: 'No name', manifests: service('type: ExternalName'), path: 'spec.externalName', kind: 'Required' },
  ],
  *check(object) {
    if (object.at('spec', 'type').value !== 'ExternalName') return;
    const name = object.at('spec', 'externalName');
    const relative = name.text.replace(/\.$/, '');
    if (relative === '') yield name.required();
    else for (const error of dnsSubdomainErrors(relative)) yield name.invalid(error, {}, relative);
  },
});
