import { attachmentsOf } from '../../model/gateway/attachment';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { isOfGatewayApi } from './facts/gateway-at';
import { gateway, HTTP } from './gateway-examples';

export const gatewayListenerConflict = defineRule({
  id: 'links/gateway-listener-conflict',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Gateway', 'ListenerSet'],
  field: 'spec.listeners',
  summary: 'Listeners on one port have protocols that can share it, and different host names.',
  why: 'HTTP, TCP and what uses TLS cannot share a port: the listeners, or all but one of them, say Conflicted=True, reason ProtocolConflict or HostnameConflict, and serve nothing.',
  fix: 'Give one of the listeners another port.',
  passing: [
    {
      title: 'HTTPS and TLS, which are told apart by the name that clients ask for',
      manifests: gateway(
        '{ name: a, port: 443, protocol: HTTPS, hostname: a.example.com, tls: { options: { example.com/certificate: a } } }, { name: b, port: 443, protocol: TLS, hostname: b.example.com, tls: { mode: Passthrough } }',
      ),
    },
  ],
  failing: [
    {
      title: 'HTTP and HTTPS',
      manifests: gateway(
        `${HTTP}, { name: https, port: 80, protocol: HTTPS, tls: { options: { example.com/certificate: a } } }`,
      ),
      path: 'spec.listeners[1].port',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    if (!isOfGatewayApi(context)) return;
    const { gateways, listenerSets } = attachmentsOf(context.model);
    const key = keyOf(context.object.namespace, context.object.name);
    const owner = context.object.kind === 'Gateway' ? gateways.get(key) : listenerSets.get(key);
    const listeners = owner?.listeners ?? [];
    for (const [index, { listener, conditions }] of listeners.entries()) {
      const conflict = conditions.find(({ type }) => type === 'Conflicted');
      const earlier = listeners.slice(0, index).filter((other) => other.listener.port === listener.port);
      // It is said where the second one stands.
      if (conflict === undefined || earlier.length === 0) continue;
      const names = listed(earlier.map((other) => `${other.listener.name ?? ''} (${other.listener.protocol ?? ''})`));
      const detail = `${listener.protocol ?? ''} shares the port with listener ${names}: ${conflict.reason}`;
      yield object.at('spec', 'listeners').key(index).at('port').invalid(detail);
    }
  },
});
