import { service } from '../example';
import { defineRule } from '../rule';
import { allocationFindings } from './allocation-findings';

export const nodePortRange = defineRule({
  id: 'service/node-port-range',
  source: 'apiserver',
  stage: 'allocate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'A nodePort lies in the range that the cluster keeps for node ports.',
  why: 'kube-apiserver refuses a nodePort outside --service-node-port-range (pkg/registry/core/service/portallocator).',
  fix: 'Leave nodePort out so that the cluster picks one, or choose a number in the range.',
  passing: [
    { title: 'In the range', manifests: service('type: NodePort\nports: [{ port: 80, nodePort: 30080 }]') },
    { title: 'The cluster picks one', manifests: service('type: NodePort\nports: [{ port: 80 }]') },
    {
      title: 'In the range of this cluster',
      manifests: service('type: NodePort\nports: [{ port: 80, nodePort: 8080 }]'),
      options: { serviceNodePortRange: '8000-9000' },
    },
  ],
  failing: [
    {
      title: 'Below the range',
      manifests: service('type: NodePort\nports: [{ port: 80, nodePort: 8080 }]'),
      path: 'spec.ports[0].nodePort',
      kind: 'Invalid',
    },
  ],
  check: (_object, context) => allocationFindings(context, 'node-port-range'),
});
