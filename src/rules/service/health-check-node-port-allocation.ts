import { service } from '../example';
import { defineRule } from '../rule';
import { allocationFindings } from './allocation-findings';

export const healthCheckNodePortAllocation = defineRule({
  id: 'service/health-check-node-port-allocation',
  source: 'apiserver',
  stage: 'allocate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'A healthCheckNodePort lies in the range of node ports, and nobody else has it.',
  why: 'kube-apiserver takes it from the pool of the node ports, and answers 500 when that fails (pkg/registry/core/service/storage/alloc.go).',
  fix: 'Leave healthCheckNodePort out so that the cluster picks one, or choose a free number in the range.',
  passing: [
    {
      title: 'In the range',
      manifests: service(
        'type: LoadBalancer\nexternalTrafficPolicy: Local\nhealthCheckNodePort: 31000\nports: [{ port: 80 }]',
      ),
    },
  ],
  failing: [
    {
      title: 'Below the range',
      manifests: service(
        'type: LoadBalancer\nexternalTrafficPolicy: Local\nhealthCheckNodePort: 8080\nports: [{ port: 80 }]',
      ),
      path: 'spec.healthCheckNodePort',
      kind: 'InternalError',
    },
  ],
  check: (_object, context) => allocationFindings(context, 'health-check-node-port'),
});
