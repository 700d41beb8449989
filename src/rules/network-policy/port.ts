import { portNameErrors } from '../../terms/dns-name';
import { portNumberErrors } from '../../terms/port-number';
import type { Cursor, Finding } from '../cursor';
import { defineRule } from '../rule';
import { networkPolicy, portsOf } from './policy-shape';

export const policyPort = defineRule({
  id: 'network-policy/port',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['NetworkPolicy'],
  summary:
    'A port of a NetworkPolicy is a number from 1 to 65535 or the name of a container port; endPort is not below it.',
  why: 'kube-apiserver refuses others (ValidateNetworkPolicyPort in pkg/apis/networking/validation). NetworkPolicyPort.allTcp() and allUdp() of cdk8s-plus begin at port 0.',
  fix: 'Leave port and endPort out for all ports of the protocol, or begin at 1.',
  passing: [
    { title: 'A range', manifests: networkPolicy('egress: [{ ports: [{ port: 1, endPort: 65535 }] }]') },
    { title: 'A name', manifests: networkPolicy('ingress: [{ ports: [{ port: web }] }]') },
  ],
  failing: [
    {
      title: 'All of TCP, as cdk8s-plus writes it',
      manifests: networkPolicy('egress: [{ ports: [{ protocol: TCP, port: 0, endPort: 65535 }] }]'),
      path: 'spec.egress[0].ports[0].port',
      kind: 'Invalid',
    },
    {
      title: 'A range that ends before it begins',
      manifests: networkPolicy('ingress: [{ ports: [{ port: 8080, endPort: 80 }] }]'),
      path: 'spec.ingress[0].ports[0].endPort',
      kind: 'Invalid',
    },
    {
      title: 'An end without a beginning',
      manifests: networkPolicy('ingress: [{ ports: [{ endPort: 80 }] }]'),
      path: 'spec.ingress[0].ports[0].endPort',
      kind: 'Invalid',
    },
    {
      title: 'A protocol that there is not',
      manifests: networkPolicy('ingress: [{ ports: [{ protocol: tcp, port: 80 }] }]'),
      path: 'spec.ingress[0].ports[0].protocol',
      kind: 'NotSupported',
    },
  ],
  *check(object) {
    for (const port of portsOf(object)) {
      const protocol = port.at('protocol');
      if (protocol.present && !PROTOCOLS.includes(protocol.text)) yield protocol.notSupported(PROTOCOLS);
      yield* checkRange(port.at('port'), port.at('endPort'));
    }
  },
});

const PROTOCOLS: readonly string[] = ['TCP', 'UDP', 'SCTP'];

function* checkRange(port: Cursor, end: Cursor): Generator<Finding> {
  if (typeof port.value === 'string') {
    if (end.present) yield end.invalid('may not be specified when `port` is non-numeric');
    for (const error of portNameErrors(port.value)) yield port.invalid(error);
    return;
  }
  if (typeof port.value !== 'number') {
    if (end.present) yield end.invalid('may not be specified when `port` is not specified');
    return;
  }
  for (const error of portNumberErrors(port.value)) yield port.invalid(error);
  if (typeof end.value !== 'number') return;
  // The API server prints the beginning as the value of the end.
  if (end.value < port.value) yield end.invalid('must be greater than or equal to `port`', {}, port.value);
  for (const error of portNumberErrors(end.value)) yield end.invalid(error);
}
