import { SERVICE_NAME } from '../../model/service';
import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { other, service, stream } from './examples';
import type { AbsentService } from './facts/absent-service';
import { absentService } from './facts/absent-service';

const DB = service('ports: [{ port: 5432 }]', 'name: db');
const slice = (labels: string) =>
  other(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    `name: db-1${labels}`,
    'addressType: IPv4\nports: [{ port: 5432 }]\nendpoints: [{ addresses: [192.0.2.10] }]',
  );

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
    const absent = absentService(context, namespace, name.text, (meant) => `${SERVICE_NAME}: ${meant}`);
    if (absent === undefined) return;
    yield name.notFound(`there is no Service ${name.text} in namespace ${namespace}`, wordsOf(absent, namespace));
  },
});

function wordsOf({ words, elsewhere }: AbsentService, namespace: string): Words {
  if (elsewhere.length === 0) return words;
  const why = `There is one in namespace ${listed(elsewhere)}, but a slice is for a Service of its own namespace.`;
  return { ...words, why, fix: `Put the slice into namespace ${listed(elsewhere)}, or the Service into ${namespace}.` };
}
