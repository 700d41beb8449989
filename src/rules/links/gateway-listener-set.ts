import { attachmentsOf } from '../../model/gateway/attachment';
import { keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { stream } from './examples';
import { isOfGatewayApi } from './facts/gateway-at';
import { gateway, HTTP, manifest } from './gateway-examples';

const SET = manifest(
  'ListenerSet',
  'name: more',
  `{ parentRef: { name: edge }, listeners: [${HTTP.replace('80', '8080')}] }`,
);

export const gatewayListenerSet = defineRule({
  id: 'links/gateway-listener-set',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['ListenerSet'],
  field: 'spec.parentRef',
  summary: 'The Gateway of a ListenerSet allows it.',
  why: 'A Gateway takes listeners of others only where its allowedListeners says so; the default is none. The ListenerSet says Accepted=False, reason NotAllowed, and serves nothing.',
  fix: 'Let allowedListeners of the Gateway take listeners from the Same namespace, from All, or from those of a selector.',
  passing: [
    {
      title: 'From the same namespace',
      manifests: stream(gateway(HTTP, 'name: edge', 'allowedListeners: { namespaces: { from: Same } }, '), SET),
    },
  ],
  failing: [
    {
      title: 'A Gateway that says nothing',
      manifests: stream(gateway(HTTP), SET),
      path: 'spec.parentRef',
      kind: 'Forbidden',
    },
  ],
  *check(object, context) {
    const {
      model,
      object: { namespace = model.defaultNamespace },
    } = context;
    if (!isOfGatewayApi(context)) return;
    const { gateways, listenerSets } = attachmentsOf(model);
    const { accepted, gateway = '' } = listenerSets.get(keyOf(namespace, context.object.name)) ?? {};
    if (accepted?.reason !== 'NotAllowed') return;
    const { from } = gateways.get(gateway)?.gateway.spec.allowedListeners?.namespaces ?? {};
    if (from === 'Selector' && !model.namespaces.has(namespace)) return;
    yield object.at('spec', 'parentRef').forbidden(accepted.message);
  },
});
