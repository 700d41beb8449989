import { service } from '../example';
import { defineRule } from '../rule';
import { portsOf } from './service-shape';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

export const protocol = defineRule({
  id: 'service/protocol',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.ports',
  summary: 'The protocol of a port is TCP, UDP or SCTP.',
  why: 'kube-apiserver knows no other (validateServicePort in pkg/apis/core/validation): this is about packets, not about what they carry.',
  fix: 'Write TCP, UDP or SCTP in capitals; the protocol of the application goes into appProtocol.',
  passing: [{ title: 'UDP', manifests: service('ports: [{ port: 53, protocol: UDP }]') }],
  failing: [
    {
      title: 'HTTP is spoken over TCP',
      manifests: service('ports: [{ port: 80, protocol: HTTP }]'),
      path: 'spec.ports[0].protocol',
      kind: 'NotSupported',
    },
  ],
  *check(object) {
    for (const port of portsOf(object)) {
      const given = port.at('protocol');
      if (!PROTOCOLS.includes(given.text)) yield given.notSupported(PROTOCOLS);
    }
  },
});
