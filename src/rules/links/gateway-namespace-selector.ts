import { checkLabelSelector } from '../metadata/label-selector';
import { defineRule } from '../rule';
import { isOfGatewayApi } from './facts/gateway-at';
import { gateway } from './gateway-examples';

const selecting = (selector: string) =>
  gateway(
    `{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector${selector === '' ? '' : `, selector: ${selector}`} } } }`,
  );

export const gatewayNamespaceSelector = defineRule({
  id: 'links/gateway-namespace-selector',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Gateway', 'ListenerSet'],
  summary: 'Namespaces that are chosen by a selector have one, and it can be read.',
  why: 'kube-apiserver does not look into the selector. Controllers call the listener invalid, and no route attaches; Contour 1.33 crashes over it with the first route.',
  fix: 'Give a selector of labels that a Namespace can have; or say from: All, or from: Same.',
  passing: [
    {
      title: 'Namespaces by their name',
      manifests: selecting('{ matchLabels: { kubernetes.io/metadata.name: shop } }'),
    },
    {
      title: 'A selector that nobody asks for',
      manifests: gateway('{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }'),
    },
  ],
  failing: [
    {
      title: 'No selector',
      manifests: selecting(''),
      path: 'spec.listeners[0].allowedRoutes.namespaces.selector',
      kind: 'Required',
    },
    {
      title: 'Values where an operator takes none',
      manifests: selecting('{ matchExpressions: [{ key: team, operator: Exists, values: [shop] }] }'),
      path: 'spec.listeners[0].allowedRoutes.namespaces.selector.matchExpressions[0].values',
      kind: 'Forbidden',
    },
    {
      title: 'ListenerSets of namespaces with a label that none has',
      manifests: gateway(
        '{ name: http, port: 80, protocol: HTTP }',
        'name: edge',
        'allowedListeners: { namespaces: { from: Selector, selector: { matchLabels: { team: the blue one } } } }, ',
      ),
      path: 'spec.allowedListeners.namespaces.selector.matchLabels',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    if (!isOfGatewayApi(context)) return;
    const listeners = object.at('spec', 'listeners').items();
    for (const allowed of [
      object.at('spec', 'allowedListeners'),
      ...listeners.map((each) => each.at('allowedRoutes')),
    ]) {
      const namespaces = allowed.at('namespaces');
      if (namespaces.at('from').text !== 'Selector') continue;
      const selector = namespaces.at('selector');
      if (!selector.present) yield selector.required('from: Selector chooses by it');
      yield* checkLabelSelector(selector, context.minor);
    }
  },
});
