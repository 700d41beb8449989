import { service } from '../example';
import { defineRule } from '../rule';
import { allocationFindings } from './allocation-findings';

export const ipFamilyAvailable = defineRule({
  id: 'service/ip-family-available',
  source: 'apiserver',
  stage: 'allocate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'A Service asks only for IP families that the cluster has addresses of.',
  why: 'kube-apiserver cannot allocate from a family without --service-cluster-ip-range (initIPFamilyFields in pkg/registry/core/service/storage).',
  fix: 'Leave the family out, write ipFamilyPolicy: PreferDualStack, or tell this check the ranges of the cluster (serviceClusterIPRange).',
  passing: [
    {
      title: 'Both families where there are two',
      manifests: service('ipFamilyPolicy: RequireDualStack\nports: [{ port: 80 }]'),
      options: { serviceClusterIPRange: ['10.96.0.0/16', 'fd00:10:96::/112'] },
    },
    {
      title: 'Both where possible',
      manifests: service('ipFamilyPolicy: PreferDualStack\nports: [{ port: 80 }]'),
    },
  ],
  failing: [
    {
      title: 'IPv6 on a cluster without',
      manifests: service('ipFamilies: [IPv6]\nports: [{ port: 80 }]'),
      options: { serviceClusterIPRange: ['10.96.0.0/16'] },
      path: 'spec.ipFamilies[0]',
      kind: 'Invalid',
    },
    {
      title: 'Two families required of one',
      manifests: service('ipFamilyPolicy: RequireDualStack\nports: [{ port: 80 }]'),
      options: { serviceClusterIPRange: ['10.96.0.0/16'] },
      path: 'spec.ipFamilyPolicy',
      kind: 'Invalid',
    },
  ],
  check: (_object, context) => allocationFindings(context, 'family-not-configured'),
});
