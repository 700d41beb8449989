import { service, stream } from '../example';
import { defineRule } from '../rule';
import { allocationFindings } from './allocation-findings';

export const clusterIPTaken = defineRule({
  id: 'service/cluster-ip-taken',
  source: 'apiserver',
  stage: 'allocate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'No two Services ask for one cluster IP, in whatever namespaces.',
  why: 'kube-apiserver gives every address once (pkg/registry/core/service/ipallocator); the API server itself has the first of the range, and the cluster DNS by custom the tenth.',
  fix: 'Leave clusterIP out so that the cluster picks one, or choose another.',
  passing: [
    {
      title: 'Two addresses',
      manifests: stream(
        service('clusterIP: 10.96.7.7\nports: [{ port: 80 }]', 'name: a'),
        service('clusterIP: 10.96.7.8\nports: [{ port: 80 }]', 'name: b'),
      ),
    },
  ],
  failing: [
    {
      title: 'One address twice',
      manifests: stream(
        service('clusterIP: 10.96.7.7\nports: [{ port: 80 }]', 'name: a'),
        service('clusterIP: 10.96.7.7\nports: [{ port: 80 }]', 'name: b'),
      ),
      path: 'spec.clusterIPs',
      kind: 'Invalid',
    },
  ],
  check: (_object, context) => allocationFindings(context, 'cluster-ip-taken'),
});
