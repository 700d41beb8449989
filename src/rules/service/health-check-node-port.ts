import { service } from '../example';
import { defineRule } from '../rule';

export const healthCheckNodePort = defineRule({
  id: 'service/health-check-node-port',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.healthCheckNodePort',
  summary: 'Only a LoadBalancer Service whose external traffic stays on the node has a healthCheckNodePort.',
  why: 'kube-apiserver refuses it elsewhere (validateServiceExternalTrafficPolicy in pkg/apis/core/validation): load balancers ask it which nodes have endpoints.',
  fix: 'Leave it out, or set type: LoadBalancer and externalTrafficPolicy: Local.',
  passing: [
    {
      title: 'A load balancer that keeps to the node',
      manifests: service(
        'type: LoadBalancer\nexternalTrafficPolicy: Local\nhealthCheckNodePort: 31000\nports: [{ port: 80 }]',
      ),
    },
  ],
  failing: [
    {
      title: 'Traffic goes to all nodes',
      manifests: service('type: LoadBalancer\nhealthCheckNodePort: 31000\nports: [{ port: 80 }]'),
      path: 'spec.healthCheckNodePort',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const spec = object.at('spec');
    const port = spec.at('healthCheckNodePort');
    const needed = spec.at('type').value === 'LoadBalancer' && spec.at('externalTrafficPolicy').value === 'Local';
    if (needed || !port.present || port.value === 0) return;
    yield port.invalid("may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
  },
});
