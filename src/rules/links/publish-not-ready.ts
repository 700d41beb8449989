import { defineRule } from '../rule';
import { deployment, service, stream } from './examples';
import { serviceAt } from './facts/service-at';

const WEB = deployment('web', '{ app: web }');

export const publishNotReady = defineRule({
  id: 'links/publish-not-ready',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: ['Service'],
  field: 'spec.publishNotReadyAddresses',
  summary: 'publishNotReadyAddresses is set where peers look for each other, and not where clients connect.',
  why: 'Pods count as endpoints before they are ready: in every rollout a part of the connections goes to Pods that refuse them. The field is for headless Services whose Pods find each other before they serve.',
  fix: 'Leave publishNotReadyAddresses out, and let peers find each other by a headless Service of their own.',
  passing: [
    {
      title: 'A headless Service of peers',
      manifests: stream(
        service('clusterIP: None\npublishNotReadyAddresses: true\nselector: { app: web }\nports: [{ port: 8080 }]'),
        WEB,
      ),
    },
  ],
  failing: [
    {
      title: 'A Service with a cluster IP',
      manifests: stream(
        service('publishNotReadyAddresses: true\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
        WEB,
      ),
      path: 'spec.publishNotReadyAddresses',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const { spec, headless, selects } = serviceAt(object, context);
    if (spec.publishNotReadyAddresses !== true || headless || !selects) return;
    yield object.at('spec', 'publishNotReadyAddresses').invalid('Pods get connections before they are ready');
  },
});
