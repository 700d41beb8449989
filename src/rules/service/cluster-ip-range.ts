import { service } from '../example';
import { defineRule } from '../rule';
import { allocationFindings } from './allocation-findings';

export const clusterIPRange = defineRule({
  id: 'service/cluster-ip-range',
  source: 'apiserver',
  stage: 'allocate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'A cluster IP lies in the service range of the cluster.',
  why: 'kube-apiserver allocates from --service-cluster-ip-range only, without its first address and, of IPv4, its last (pkg/registry/core/service/ipallocator).',
  fix: 'Leave clusterIP out so that the cluster picks one, or choose an address of the range.',
  passing: [{ title: 'In the range', manifests: service('clusterIP: 10.96.7.7\nports: [{ port: 80 }]') }],
  failing: [
    {
      title: 'Of another network',
      manifests: service('clusterIP: 192.168.1.1\nports: [{ port: 80 }]'),
      options: { serviceClusterIPRange: ['10.96.0.0/16'] },
      path: 'spec.clusterIPs',
      kind: 'Invalid',
    },
  ],
  check: (_object, context) => allocationFindings(context, 'cluster-ip-range'),
});
