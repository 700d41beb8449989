import { makerIn } from '../../model/custom-resources';
import { nearest } from '../../terms/nearest';
import { keyOf } from '../../terms/object-ref';
import { externalsOf } from '../external';
import { defineRule } from '../rule';
import { other, service, stream } from './examples';
import { serviceNamesOf } from './facts/service-names';

const DB = service('ports: [{ port: 5432 }]', 'name: db');
const slice = (labels: string) =>
  other(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    `name: db-1${labels}`,
    'addressType: IPv4\nports: [{ port: 5432 }]\nendpoints: [{ addresses: [192.0.2.10] }]',
  );

/** The label by which an EndpointSlice belongs to a Service. */
export const SERVICE_NAME = 'kubernetes.io/service-name';

export const endpointSliceService = defineRule({
  id: 'links/endpoint-slice-service',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['EndpointSlice'],
  summary: `An EndpointSlice names its Service in the label ${SERVICE_NAME}.`,
  why: 'kube-proxy and the cluster DNS find the slices of a Service by that label; a slice without it belongs to nobody.',
  fix: `Set the label ${SERVICE_NAME} to the name of a Service of the namespace.`,
  passing: [{ title: 'A Service of the namespace', manifests: stream(DB, slice(`, labels: { ${SERVICE_NAME}: db }`)) }],
  failing: [
    { title: 'No label', manifests: stream(DB, slice('')), path: 'metadata.labels', kind: 'Required' },
    {
      title: 'A Service that does not exist',
      manifests: stream(DB, slice(`, labels: { ${SERVICE_NAME}: bd }`)),
      path: `metadata.labels[${SERVICE_NAME}]`,
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const namespace = context.object.namespace ?? context.model.defaultNamespace;
    const labels = object.at('metadata', 'labels');
    const name = labels.key(SERVICE_NAME);
    if (name.text === '') {
      yield labels.required(`the label ${SERVICE_NAME}`, { severity: 'warning' });
      return;
    }
    if (context.model.services.has(keyOf(namespace, name.text))) return;
    if (externalsOf(context.cluster).has('Service', namespace, name.text)) return;
    const names = serviceNamesOf(context.model, namespace);
    const uncertain = names.size === 0 || makerIn(context.model, namespace) !== undefined;
    const meant = nearest(name.text, names);
    yield name.notFound(`there is no Service ${name.text} in namespace ${namespace}`, {
      ...(uncertain ? { severity: 'warning' } : {}),
      ...(meant === undefined ? {} : { fix: `Did you mean \`${meant}\`?` }),
    });
  },
});
