import { GATEWAY_GROUP } from '../../model/api-kinds';
import { KINDS_OF_PROTOCOL } from '../../model/gateway/listeners';
import { ownOf } from '../../terms/maps';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { isOfGatewayApi } from './facts/gateway-at';
import { gateway } from './gateway-examples';

export const gatewayListenerKinds = defineRule({
  id: 'links/gateway-listener-kinds',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Gateway', 'ListenerSet'],
  field: 'spec.listeners',
  summary: 'A listener allows only kinds of routes that its protocol can have.',
  why: 'The listener says ResolvedRefs=False, reason InvalidRouteKinds, and takes no routes of the kind.',
  fix: 'Name a kind that goes with the protocol, or leave kinds out to allow all that do.',
  passing: [
    {
      title: 'gRPC over HTTP',
      manifests: gateway('{ name: grpc, port: 80, protocol: HTTP, allowedRoutes: { kinds: [{ kind: GRPCRoute }] } }'),
    },
    {
      title: 'A kind of one controller',
      manifests: gateway(
        '{ name: odd, port: 80, protocol: HTTP, allowedRoutes: { kinds: [{ group: example.com, kind: OddRoute }] } }',
      ),
    },
  ],
  failing: [
    {
      title: 'TCP routes on HTTP',
      manifests: gateway('{ name: http, port: 80, protocol: HTTP, allowedRoutes: { kinds: [{ kind: TCPRoute }] } }'),
      path: 'spec.listeners[0].allowedRoutes.kinds[0].kind',
      kind: 'NotSupported',
    },
  ],
  *check(object, context) {
    if (!isOfGatewayApi(context)) return;
    for (const listener of object.at('spec', 'listeners').items()) {
      const protocol = listener.at('protocol').text;
      const known: readonly string[] = ownOf(KINDS_OF_PROTOCOL, protocol) ?? [];
      for (const each of known.length === 0 ? [] : listener.at('allowedRoutes', 'kinds').items()) {
        const [group, kind] = [each.at('group'), each.at('kind')];
        const isOwn = !group.present || group.text === GATEWAY_GROUP;
        if (!isOwn || kind.text === '' || known.includes(kind.text)) continue;
        yield kind.notSupported(known, { fix: `A listener of protocol ${protocol} takes ${listed(known)}.` });
      }
    }
  },
});
