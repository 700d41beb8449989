import { podWith } from '../example';
import { definePodRule } from './pod-rule';
import { portsOf } from './pod-shape';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

export const portProtocol = definePodRule({
  id: 'pod/port-protocol',
  stage: 'validate',
  severity: 'error',
  summary: 'The protocol of a container port is TCP, UDP or SCTP.',
  why: 'kube-apiserver refuses others (validateContainerPorts in pkg/apis/core/validation). HTTP is not a transport protocol.',
  fix: 'Leave the protocol out for TCP, or write UDP or SCTP in capitals.',
  passing: [{ title: 'UDP', manifests: podWith('ports: [{ containerPort: 53, protocol: UDP }]') }],
  failing: [
    {
      title: 'Small letters',
      manifests: podWith('ports: [{ containerPort: 80, protocol: tcp }]'),
      path: 'spec.containers[0].ports[0].protocol',
      kind: 'NotSupported',
    },
  ],
  *check(pod) {
    for (const port of portsOf(pod)) {
      const protocol = port.at('protocol');
      if (protocol.text !== '' && !PROTOCOLS.includes(protocol.text)) yield protocol.notSupported(PROTOCOLS);
    }
  },
});
