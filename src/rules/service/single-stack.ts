import { service } from '../example';
import { defineRule } from '../rule';
import { allocationFindings } from './allocation-findings';

export const singleStack = defineRule({
  id: 'service/single-stack',
  source: 'apiserver',
  stage: 'allocate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'A Service of two IP families says so in ipFamilyPolicy.',
  why: 'Without a policy a Service is SingleStack, and kube-apiserver refuses a second family then (initIPFamilyFields in pkg/registry/core/service/storage).',
  fix: 'Write ipFamilyPolicy: PreferDualStack, or RequireDualStack where one family is of no use.',
  passing: [
    {
      title: 'Two families',
      manifests: service('ipFamilyPolicy: PreferDualStack\nipFamilies: [IPv6, IPv4]\nports: [{ port: 80 }]'),
      options: { serviceClusterIPRange: ['10.96.0.0/16', 'fd00:10:96::/112'] },
    },
  ],
  failing: [
    {
      title: 'No policy',
      manifests: service('ipFamilies: [IPv6, IPv4]\nports: [{ port: 80 }]'),
      options: { serviceClusterIPRange: ['10.96.0.0/16', 'fd00:10:96::/112'] },
      path: 'spec.ipFamilyPolicy',
      kind: 'Invalid',
    },
  ],
  check: (_object, context) => allocationFindings(context, 'single-stack'),
});
