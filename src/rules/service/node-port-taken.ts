import { service, stream } from '../example';
import { defineRule } from '../rule';
import { allocationFindings } from './allocation-findings';

export const nodePortTaken = defineRule({
  id: 'service/node-port-taken',
  source: 'apiserver',
  stage: 'allocate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'No two Services ask for one nodePort, whatever their protocols and namespaces.',
  why: 'kube-apiserver gives every number once, to nodePorts and healthCheckNodePorts of all Services together, and does not look at protocols (pkg/registry/core/service/portallocator).',
  fix: 'Leave nodePort out so that the cluster picks one, or choose another.',
  passing: [
    {
      title: 'Two numbers',
      manifests: stream(
        service('type: NodePort\nports: [{ port: 80, nodePort: 30080 }]', 'name: a'),
        service('type: NodePort\nports: [{ port: 80, nodePort: 30081 }]', 'name: b'),
      ),
    },
    {
      title: 'One number for one port of two protocols',
      manifests: service(
        'type: NodePort\nports:\n- { name: tcp, port: 53, nodePort: 30053 }\n- { name: udp, port: 53, protocol: UDP, nodePort: 30053 }',
      ),
    },
  ],
  failing: [
    {
      title: 'One number for two protocols of two Services',
      manifests: stream(
        service('type: NodePort\nports: [{ port: 80, nodePort: 30080 }]', 'name: a'),
        service('type: NodePort\nports: [{ port: 80, nodePort: 30080, protocol: UDP }]', 'name: b'),
      ),
      path: 'spec.ports[0].nodePort',
      kind: 'Invalid',
    },
    {
      title: 'One number for two ports of one Service',
      manifests: service(
        'type: NodePort\nports: [{ name: a, port: 80, nodePort: 30080 }, { name: b, port: 81, nodePort: 30080 }]',
      ),
      path: 'spec.ports[1].nodePort',
      kind: 'Invalid',
    },
  ],
  check: (_object, context) => allocationFindings(context, 'node-port-taken'),
});
