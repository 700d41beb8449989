import { service } from '../example';
import { defineRule } from '../rule';
import { allocationFindings } from './allocation-findings';

export const clusterIPs = defineRule({
  id: 'service/cluster-ips',
  source: 'apiserver',
  stage: 'allocate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy are well formed and do not contradict each other.',
  why: 'kube-apiserver judges them together before it allocates (ValidateServiceClusterIPsRelatedFields in pkg/apis/core/validation).',
  fix: 'Ask for an address in clusterIP alone, and for families in ipFamilies; most Services need neither.',
  passing: [
    { title: 'One address', manifests: service('clusterIP: 10.96.0.5\nports: [{ port: 80 }]') },
    {
      title: 'Both fields agree',
      manifests: service('clusterIP: 10.96.0.5\nclusterIPs: [10.96.0.5]\nports: [{ port: 80 }]'),
    },
  ],
  failing: [
    {
      title: 'No address',
      manifests: service('clusterIP: none\nports: [{ port: 80 }]'),
      path: 'spec.clusterIPs[0]',
      kind: 'Invalid',
    },
    {
      title: 'The list alone',
      manifests: service('clusterIPs: [10.96.0.5]\nports: [{ port: 80 }]'),
      path: 'spec.clusterIPs',
      kind: 'Invalid',
    },
    {
      title: 'A policy that does not exist',
      manifests: service('ipFamilyPolicy: DualStack\nports: [{ port: 80 }]'),
      path: 'spec.ipFamilyPolicy',
      kind: 'NotSupported',
    },
  ],
  check: (_object, context) => allocationFindings(context, 'cluster-ip-fields'),
});
