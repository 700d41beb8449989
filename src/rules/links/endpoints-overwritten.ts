import { selectsPods } from '../../model/service';
import { keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { deployment, other, service, stream } from './examples';
import { addressesAt } from './facts/hand-made-endpoints';

const ENDPOINTS = other(
  'v1',
  'Endpoints',
  'name: web',
  'subsets: [{ addresses: [{ ip: 192.0.2.10 }], ports: [{ port: 8080 }] }]',
);

export const endpointsOverwritten = defineRule({
  id: 'links/endpoints-overwritten',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Endpoints'],
  field: 'subsets',
  summary: 'Endpoints are written by hand only for a Service without selector.',
  why: 'Where the Service has a selector, the endpoints controller writes the object of its name anew, with the addresses of the Pods: what stands here is never used.',
  fix: 'Leave the selector out of the Service, or leave the Endpoints out.',
  passing: [
    { title: 'A Service without selector', manifests: stream(service('ports: [{ port: 80 }]'), ENDPOINTS) },
    {
      title: 'An object without addresses, in which replicas note their leader',
      manifests: stream(
        service('selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
        deployment('web', '{ app: web }'),
        other('v1', 'Endpoints', 'name: web', 'subsets: []'),
      ),
    },
  ],
  failing: [
    {
      title: 'A Service with a selector',
      manifests: stream(
        service('selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
        deployment('web', '{ app: web }'),
        ENDPOINTS,
      ),
      path: 'subsets',
      kind: 'Ignored',
    },
  ],
  *check(object, { model, object: { namespace, name } }) {
    const spec = model.services.get(keyOf(namespace, name))?.spec;
    if (spec === undefined || !selectsPods(spec) || addressesAt(object).length === 0) return;
    yield {
      kind: 'Ignored',
      path: 'subsets',
      detail: `Service ${keyOf(namespace, name)} has a selector, by which its endpoints are found`,
    };
  },
});
