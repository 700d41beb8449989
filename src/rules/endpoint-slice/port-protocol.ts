import { qualifiedNameErrors } from '../../terms/qualified-name';
import type { Cursor, Finding } from '../cursor';
import { endpointSlice } from '../example';
import { defineRule } from '../rule';
import { portsOf } from './ports-of';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

export const portProtocol = defineRule({
  id: 'endpoint-slice/port-protocol',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['EndpointSlice'],
  summary: 'The protocol of a port is TCP, UDP or SCTP; appProtocol is a name, with a prefix or without.',
  why: 'kube-apiserver refuses others (validatePorts in pkg/apis/discovery/validation); a port is TCP unless it says otherwise.',
  fix: 'Write the protocol in capitals, and what is spoken over it as appProtocol.',
  passing: [
    { title: 'UDP', manifests: withPort('port: 53, protocol: UDP') },
    { title: 'With a prefix', manifests: withPort('port: 80, appProtocol: kubernetes.io/h2c') },
  ],
  failing: [
    {
      title: 'Small letters',
      manifests: withPort('port: 53, protocol: udp'),
      path: 'ports[0].protocol',
      kind: 'NotSupported',
    },
    {
      title: 'A space',
      manifests: withPort('port: 80, appProtocol: my proto'),
      path: 'ports[0].appProtocol',
      kind: 'Invalid',
    },
  ],
  *check(object, { minor }) {
    for (const port of portsOf(object)) yield* checkProtocols(port, minor);
  },
});

/** What the API server says of the protocols of a port, here and in Endpoints. */
export function* checkProtocols(port: Cursor, minor: number): Iterable<Finding> {
  const protocol = port.at('protocol');
  if (protocol.present && !PROTOCOLS.includes(protocol.text)) yield protocol.notSupported(PROTOCOLS);
  const application = port.at('appProtocol');
  if (!application.present) return;
  for (const error of qualifiedNameErrors(application.text, minor)) yield application.invalid(error);
}

function withPort(port: string): string {
  return endpointSlice(`addressType: IPv4\nendpoints: [{ addresses: [10.1.2.3] }]\nports: [{ ${port} }]`);
}
