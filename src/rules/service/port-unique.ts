import { service } from '../example';
import { defineRule } from '../rule';
import { portsOf } from './service-shape';

export const portUnique = defineRule({
  id: 'service/port-unique',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.ports',
  summary: 'No two entries have the same port and protocol.',
  why: 'kube-apiserver refuses it (validateService in pkg/apis/core/validation): a packet to that port could not be told apart.',
  fix: 'Leave one out, or change its port or protocol.',
  passing: [
    {
      title: 'One port for two protocols',
      manifests: service('ports: [{ name: tcp, port: 53 }, { name: udp, port: 53, protocol: UDP }]'),
    },
  ],
  failing: [
    {
      title: 'One port twice',
      manifests: service('ports: [{ name: a, port: 80 }, { name: b, port: 80, targetPort: 8080 }]'),
      path: 'spec.ports[1]',
      kind: 'Duplicate',
    },
  ],
  *check(object) {
    const seen = new Set<string>();
    for (const entry of portsOf(object)) {
      const [port, protocol] = [entry.at('port').value, entry.at('protocol').value];
      const key = `${String(port)}/${String(protocol)}`;
      // The API server shows its internal struct, in which only these two are filled in.
      const shown = { Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 };
      if (seen.has(key)) yield entry.duplicate({}, shown);
      seen.add(key);
    }
  },
});
