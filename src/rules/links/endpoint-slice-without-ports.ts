import { isHeadless, SERVICE_NAME, servicePorts } from '../../model/service';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { other, service, stream } from './examples';
import { addressesAt } from './facts/hand-made-endpoints';

const slice = (ports: string) =>
  other(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    `name: db-1, labels: { ${SERVICE_NAME}: db }`,
    `addressType: IPv4\nports: ${ports}\nendpoints: [{ addresses: [192.0.2.10] }]`,
  );

export const endpointSliceWithoutPorts = defineRule({
  id: 'links/endpoint-slice-without-ports',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['EndpointSlice'],
  summary: 'An EndpointSlice names the ports of its Service.',
  why: 'kube-proxy takes the endpoints of a Service port from slices that have a port of its name. A slice without ports has endpoints for none of them, so that connections are refused.',
  fix: 'Give the slice a port for each port of the Service: its name, and the number that the endpoints listen on.',
  passing: [
    {
      title: 'The port',
      manifests: stream(service('ports: [{ name: pg, port: 5432 }]', 'name: db'), slice('[{ name: pg, port: 5432 }]')),
    },
    {
      title: 'A headless Service, whose name leads to the addresses whatever the port',
      manifests: stream(service('clusterIP: None\nports: [{ name: pg, port: 5432 }]', 'name: db'), slice('[]')),
    },
  ],
  failing: [
    {
      title: 'No ports',
      manifests: stream(service('ports: [{ name: pg, port: 5432 }]', 'name: db'), slice('[]')),
      path: 'ports',
      kind: 'Required',
    },
  ],
  *check(object, { model, object: { namespace } }) {
    const name = object.at('metadata', 'labels').key(SERVICE_NAME).text;
    const spec = model.services.get(keyOf(namespace, name))?.spec;
    const ports = object.at('ports');
    if (spec === undefined || isHeadless(spec) || spec.type === 'ExternalName') return;
    if (ports.items().length > 0 || addressesAt(object).length === 0) return;
    const wanted = servicePorts(spec).map((port) => port.name ?? String(port.port));
    if (wanted.length > 0) yield ports.required(`Service ${keyOf(namespace, name)} has the port ${listed(wanted)}`);
  },
});
