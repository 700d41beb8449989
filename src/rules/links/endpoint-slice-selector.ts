import { selectsPods, SERVICE_NAME } from '../../model/service';
import { keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { deployment, other, service, stream } from './examples';
import { addressesAt } from './facts/hand-made-endpoints';

const slice = (labels = '') =>
  other(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    `name: web-1, labels: { ${SERVICE_NAME}: web${labels} }`,
    'addressType: IPv4\nports: [{ port: 8080 }]\nendpoints: [{ addresses: [192.0.2.10] }]',
  );
const WEB = stream(
  service('selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
  deployment('web', '{ app: web }'),
);
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';

export const endpointSliceSelector = defineRule({
  id: 'links/endpoint-slice-selector',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['EndpointSlice'],
  summary: 'An EndpointSlice is written by hand only for a Service without selector.',
  why: 'kube-proxy takes the endpoints of all slices of a Service together: connections go to the Pods that the selector selects and to the addresses that stand here, in turn.',
  fix: 'Leave the selector out of the Service, or give the slice a Service of its own.',
  passing: [
    { title: 'A Service without selector', manifests: stream(service('ports: [{ port: 80 }]'), slice()) },
    {
      title: 'A slice that the controller made, read from a cluster',
      manifests: stream(WEB, slice(`, ${MANAGED_BY}: endpointslice-controller.k8s.io`)),
    },
  ],
  failing: [
    {
      title: 'A Service with a selector',
      manifests: stream(WEB, slice()),
      path: `metadata.labels[${SERVICE_NAME}]`,
      kind: 'Invalid',
    },
  ],
  *check(object, { model, object: { namespace } }) {
    const labels = object.at('metadata', 'labels');
    const name = labels.key(SERVICE_NAME);
    const spec = model.services.get(keyOf(namespace, name.text))?.spec;
    if (spec === undefined || !selectsPods(spec) || addressesAt(object).length === 0) return;
    if (labels.key(MANAGED_BY).text === 'endpointslice-controller.k8s.io') return;
    yield name.invalid(`Service ${keyOf(namespace, name.text)} has a selector, which makes slices of its own`);
  },
});
