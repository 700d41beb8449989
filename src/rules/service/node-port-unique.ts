import { service } from '../example';
import { defineRule } from '../rule';
import { portsOf } from './service-shape';

export const nodePortUnique = defineRule({
  id: 'service/node-port-unique',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.ports',
  summary: 'No two entries of a Service have the same nodePort and protocol.',
  why: 'kube-apiserver refuses it (validateService in pkg/apis/core/validation). Two entries of one port share a node port, so that a port that stands there twice is found here as well.',
  fix: 'Give every entry a nodePort of its own, or leave it out.',
  passing: [
    {
      title: 'One node port for two protocols of one port',
      manifests: service(
        'type: NodePort\nports:\n- { name: tcp, port: 53, nodePort: 30053 }\n- { name: udp, port: 53, protocol: UDP, nodePort: 30053 }',
      ),
    },
  ],
  failing: [
    {
      title: 'One port twice, which shares a node port',
      manifests: service(
        'type: NodePort\nports: [{ name: a, port: 80, nodePort: 30080 }, { name: b, port: 80, nodePort: 30080 }]',
      ),
      path: 'spec.ports[1].nodePort',
      kind: 'Duplicate',
    },
  ],
  *check(object) {
    const seen = new Set<string>();
    for (const port of portsOf(object)) {
      const nodePort = port.at('nodePort');
      if (!nodePort.present || nodePort.value === 0) continue;
      const key = `${String(nodePort.value)}/${port.at('protocol').text}`;
      if (seen.has(key)) yield nodePort.duplicate();
      seen.add(key);
    }
  },
});
