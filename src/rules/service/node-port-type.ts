import { service } from '../example';
import { defineRule } from '../rule';
import { portsOf } from './service-shape';

export const nodePortType = defineRule({
  id: 'service/node-port-type',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.ports',
  summary: 'A Service of type ClusterIP has no nodePort.',
  why: 'kube-apiserver refuses it (validateService in pkg/apis/core/validation): nodes do not listen for such a Service.',
  fix: 'Leave nodePort out, or write type: NodePort.',
  passing: [
    { title: 'A NodePort Service', manifests: service('type: NodePort\nports: [{ port: 80, nodePort: 30080 }]') },
  ],
  failing: [
    {
      title: 'No type, which means ClusterIP',
      manifests: service('ports: [{ port: 80, nodePort: 30080 }]'),
      path: 'spec.ports[0].nodePort',
      kind: 'Forbidden',
    },
  ],
  *check(object) {
    if (object.at('spec', 'type').value !== 'ClusterIP') return;
    for (const port of portsOf(object)) {
      const nodePort = port.at('nodePort');
      if (nodePort.present && nodePort.value !== 0) {
        yield nodePort.forbidden("may not be used when `type` is 'ClusterIP'");
      }
    }
  },
});
