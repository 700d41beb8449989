import { attachmentsOf } from '../../model/gateway/attachment';
import { keyOf } from '../../terms/object-ref';
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
    const { listeners = [] } = (context.object.kind === 'Gateway' ? gateways : listenerSets).get(key) ?? {};
    const places = new Map(
      object
        .at('spec', 'listeners')
        .items()
        .map((place) => [place.path, place]),
    );
    for (const { owner, path, problems } of listeners) {
      const conflict = problems.find(({ type }) => type === 'Conflicted');
      const place = places.get(path);
      if (conflict === undefined || place === undefined || owner.kind !== context.object.kind) continue;
      yield place.at('port').invalid(`${conflict.message}: ${conflict.reason}`);
    }
  },
});
