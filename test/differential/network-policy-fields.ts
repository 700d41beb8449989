import * as fc from 'fast-check';
import type { Field, Path } from './fields';
import * as values from './values';

const pick = fc.constantFrom;

/** Of NetworkPolicies, ports and blocks of addresses are judged, nothing else. */
const PEERS: readonly Path[] = [
  ['spec', 'ingress', 0, 'from', 0],
  ['spec', 'egress', 0, 'to', 0],
  ['spec', 'egress', 0, 'to', 1],
];

const PORTS: readonly Path[] = [
  ['spec', 'ingress', 0, 'ports', 0],
  ['spec', 'egress', 0, 'ports', 0],
  ['spec', 'egress', 0, 'ports', 1],
];

const portFields = (path: Path): readonly Field[] => [
  { path: [...path, 'protocol'], values: pick<unknown>('TCP', 'UDP', 'SCTP', 'tcp', '', 'ICMP', null) },
  { path: [...path, 'port'], values: fc.oneof(values.targetPort, pick(null)) },
  { path: [...path, 'endPort'], values: fc.oneof(values.port, pick(null)) },
];

const blockFields = (path: Path): readonly Field[] => [
  { path: [...path, 'ipBlock', 'cidr'], values: values.cidr },
  { path: [...path, 'ipBlock', 'cidr'], values: values.cidr },
  { path: [...path, 'ipBlock', 'except'], values: fc.array(values.cidr, { maxLength: 2 }) },
];

export const NETWORK_POLICY: readonly Field[] = [...PORTS.flatMap(portFields), ...PEERS.flatMap(blockFields)];
