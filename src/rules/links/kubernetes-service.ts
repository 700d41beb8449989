import { servicePorts } from '../../model/service';
import { defineRule } from '../rule';
import { service } from './examples';
import { mayBeElsewhere } from './facts/release-namespace';
import { serviceAt } from './facts/service-at';

export const kubernetesService = defineRule({
  id: 'links/kubernetes-service',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Service'],
  summary: 'The Service kubernetes of namespace default is left to the API server.',
  why: 'The API server makes this Service when it starts and keeps it as it is, for Pods that look for the API server: it exists already, so that create is refused, and what apply changes is changed back.',
  fix: 'Give the Service another name.',
  passing: [
    {
      title: 'In another namespace',
      manifests: service('selector: { app: web }\nports: [{ port: 443 }]', 'name: kubernetes\nnamespace: shop'),
    },
    {
      title: 'As the API server makes it',
      manifests: service(
        'ports: [{ name: https, port: 443, targetPort: 6443 }]',
        'name: kubernetes\nlabels: { component: apiserver, provider: kubernetes }',
      ),
    },
  ],
  failing: [
    {
      title: 'A Service of that name',
      manifests: service('selector: { app: web }\nports: [{ port: 443 }]', 'name: kubernetes\nnamespace: default'),
      path: 'metadata.name',
      kind: 'Duplicate',
    },
  ],
  *check(object, context) {
    if (object.at('metadata', 'name').text !== 'kubernetes') return;
    if ((context.object.namespace ?? context.model.defaultNamespace) !== 'default') return;
    const { spec, selects } = serviceAt(object, context);
    const ports = servicePorts(spec).map(({ port }) => port);
    if (!selects && ports.length === 1 && ports[0] === 443) return;
    const uncertain = mayBeElsewhere(object, context);
    yield object.at('metadata', 'name').duplicate(uncertain ? { severity: 'warning' } : {});
  },
});
