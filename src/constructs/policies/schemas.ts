import { list, struct } from '../../model/schema/schema';
import type { StructType } from '../../model/schema/schema';
import type { PropsSchema } from '../props-schema';
import { METADATA } from '../props-schema';

/** What the properties of NetworkPolicies may be. Peers and ports are judged by themselves. */

export const NETWORK_POLICY = props('NetworkPolicy', {
  metadata: METADATA,
  podSelector: 'any',
  ingress: list('any'),
  egress: list('any'),
});
export const INGRESS_RULE = props('ingress rule', { from: list('any'), ports: list('any') });
export const EGRESS_RULE = props('egress rule', { to: list('any'), ports: list('any') });
export const DNS_OPTIONS = props('options of allowDns()', { to: list('any'), containerPort: 'int32' });
export const POLICY_OPTIONS = props('options of toNetworkPolicies()', { ingressControllers: list('any') });

function props(name: string, fields: StructType['fields']): PropsSchema {
  return { ...struct(name, fields), required: [], read: ['metadata', 'ingress', 'egress', 'from', 'to', 'ports'] };
}
