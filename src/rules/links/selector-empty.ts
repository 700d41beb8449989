import { makerIn } from '../../model/custom-resources';
import { externalsOf } from '../../model/external-objects';
import { isObject } from '../../terms/json';
import { defineRule } from '../rule';
import { deployment, other, service, stream } from './examples';
import { hasEndpoints } from './facts/hand-made-endpoints';

export const selectorEmpty = defineRule({
  id: 'links/selector-empty',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Service'],
  field: 'spec.selector',
  summary: 'A Service whose selector is empty has EndpointSlices of its own.',
  why: 'The empty selector of a Service selects no Pod, though that of a NetworkPolicy selects all of them: the endpoint controller leaves the Service alone, and it has only the endpoints that somebody writes. cdk8s-plus writes `selector: {}` when none is given.',
  fix: 'Select by a label that the Pods have; or write EndpointSlices and leave the selector out.',
  passing: [
    {
      title: 'EndpointSlices by hand',
      manifests: stream(
        service('selector: {}\nports: [{ port: 80 }]'),
        other(
          'discovery.k8s.io/v1',
          'EndpointSlice',
          'name: web-1, labels: { kubernetes.io/service-name: web }',
          'addressType: IPv4\nports: [{ port: 80 }]\nendpoints: [{ addresses: [192.0.2.10] }]',
        ),
      ),
    },
    { title: 'No selector at all', manifests: service('ports: [{ port: 80 }]') },
    {
      title: 'The endpoints are known to be made elsewhere',
      manifests: service('selector: {}\nports: [{ port: 80 }]'),
      options: { external: ['Endpoints/default/web'] },
    },
  ],
  failing: [
    {
      title: 'Meant to select everything',
      manifests: stream(service('selector: {}\nports: [{ port: 80 }]'), deployment('web', '{ app: web }')),
      path: 'spec.selector',
      kind: 'Ignored',
    },
  ],
  *check(object, context) {
    const selector = object.at('spec', 'selector');
    const isEmpty = isObject(selector.value) && Object.keys(selector.value).length === 0;
    if (!isEmpty || object.at('spec', 'type').text === 'ExternalName') return;
    const { model, cluster } = context;
    const { name, namespace = model.defaultNamespace } = context.object;
    if (model.slicesOf(namespace, name).length > 0 || hasEndpoints(model, namespace, name)) return;
    if (externalsOf(cluster).has('Endpoints', namespace, name) || makerIn(model, namespace) !== undefined) return;
    yield selector.ignored('the empty selector selects no Pod');
  },
});
