import { dnsSubdomainErrors } from '../../terms/dns-name';
import { pod } from '../example';
import { definePodRule } from './pod-rule';

const WEB = 'containers: [{ name: web, image: web }]';

export const nodeName = definePodRule({
  id: 'pod/node-name',
  stage: 'validate',
  severity: 'error',
  summary: 'nodeName and serviceAccountName are DNS subdomains.',
  why: 'kube-apiserver refuses others (ValidatePodSpec in pkg/apis/core/validation): no node and no ServiceAccount has such a name.',
  fix: 'Use lower case letters, digits, hyphens and dots.',
  passing: [{ title: 'A node', manifests: pod(`nodeName: worker-1.example.com\n${WEB}`) }],
  failing: [
    { title: 'An underscore', manifests: pod(`nodeName: worker_1\n${WEB}`), path: 'spec.nodeName', kind: 'Invalid' },
    {
      title: 'Capitals',
      manifests: pod(`serviceAccountName: Deployer\n${WEB}`),
      path: 'spec.serviceAccountName',
      kind: 'Invalid',
    },
  ],
  *check(pod) {
    for (const name of [pod.at('spec', 'nodeName'), pod.at('spec', 'serviceAccountName')]) {
      if (name.text === '') continue;
      for (const error of dnsSubdomainErrors(name.text)) yield name.invalid(error);
    }
  },
});
