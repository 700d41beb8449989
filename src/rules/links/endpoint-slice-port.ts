import type { EndpointPort, EndpointSlice } from '../../model/objects';
import { isHeadless, servicePorts } from '../../model/service';
import { objectsIn, protocolOf } from '../../model/workload';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { SERVICE_NAME } from './endpoint-slice-service';
import { other, service, stream } from './examples';

const DB = service('ports: [{ name: pg, port: 5432 }]', 'name: db');
const slice = (ports: string) =>
  other(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    `name: db-1, labels: { ${SERVICE_NAME}: db }`,
    `addressType: IPv4\nports: ${ports}\nendpoints: [{ addresses: [192.0.2.10] }]`,
  );

export const endpointSlicePort = defineRule({
  id: 'links/endpoint-slice-port',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['EndpointSlice'],
  summary: 'A port of an EndpointSlice has the name and the protocol of a port of its Service.',
  why: 'kube-proxy matches ports by name and protocol, never by number: the port of the slice is what endpoints listen on. A port of the Service that no slice has is refused.',
  fix: 'Give the port of the slice the name of the Service port; for a Service port without name leave it out.',
  passing: [
    { title: 'The same name; the number may differ', manifests: stream(DB, slice('[{ name: pg, port: 15432 }]')) },
  ],
  failing: [
    {
      title: 'No name, where the Service has one',
      manifests: stream(DB, slice('[{ port: 5432 }]')),
      path: 'ports[0].name',
      kind: 'NotFound',
    },
    {
      title: 'Another protocol',
      manifests: stream(DB, slice('[{ name: pg, port: 5432, protocol: UDP }]')),
      path: 'ports[0].protocol',
      kind: 'Invalid',
    },
  ],
  *check(object, { model, object: { namespace } }) {
    const { metadata, ports } = object.value as EndpointSlice;
    const name = metadata.labels?.[SERVICE_NAME] ?? '';
    const service = model.services.get(keyOf(namespace, name));
    if (service === undefined || isHeadless(service.spec)) return;
    const wanted = servicePorts(service.spec);
    for (const [index, port] of objectsIn<EndpointPort>(ports).entries()) {
      const namesakes = wanted.filter((one) => (one.name ?? '') === (port.name ?? ''));
      if (namesakes.some((one) => protocolOf(one) === protocolOf(port))) continue;
      const at = object.at('ports').key(index);
      if (namesakes.length > 0) {
        const protocols = listed(namesakes.map(protocolOf));
        yield at.at('protocol').invalid(`Service ${name} has this port with ${protocols}`, {}, protocolOf(port));
      } else {
        const names = wanted.map((one) => one.name ?? 'one without name');
        yield at.at('name').notFound(`Service ${name} has no such port: it has ${listed(names)}`);
      }
    }
  },
});
