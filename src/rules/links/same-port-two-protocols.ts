import { defineRule } from '../rule';
import { service } from './examples';
import { serviceAt } from './facts/service-at';

export const samePortTwoProtocols = defineRule({
  id: 'links/same-port-two-protocols',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: ['Service'],
  field: 'spec.ports',
  summary: 'A port number stands once in a Service.',
  why: 'The API server takes the same port with TCP and UDP, but `kubectl apply` on the client side merges the ports of a change by number alone, and loses one of the two (kubernetes/kubernetes#39188, #105279).',
  fix: 'Apply with `kubectl apply --server-side`, or make two Services, one for each protocol.',
  passing: [
    {
      title: 'Two protocols on two ports',
      manifests: service(
        'selector: { app: dns }\nports: [{ name: dns, port: 53, protocol: UDP }, { name: metrics, port: 9153 }]',
      ),
    },
  ],
  failing: [
    {
      title: 'DNS over UDP and TCP',
      manifests: service(
        'selector: { app: dns }\nports: [{ name: dns, port: 53, protocol: UDP }, { name: dns-tcp, port: 53, protocol: TCP }]',
      ),
      path: 'spec.ports[1].port',
      kind: 'Duplicate',
    },
  ],
  *check(object, context) {
    const { ports } = serviceAt(object, context);
    if (ports.length < 2) return;
    const protocols = new Map<number, string>();
    for (const { index, port, transport } of ports) {
      const earlier = protocols.get(port);
      if (earlier === undefined) protocols.set(port, transport);
      else if (earlier !== transport) yield object.at('spec', 'ports').key(index).at('port').duplicate();
    }
  },
});
