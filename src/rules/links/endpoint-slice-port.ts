import type { EndpointPort } from '../../model/objects';
import { isHeadless, selectsPods, SERVICE_NAME, servicePorts } from '../../model/service';
import { protocolOf } from '../../model/workload';
import { isObject } from '../../terms/json';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import type { Cursor } from '../cursor';
import { defineRule } from '../rule';
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
  kinds: ['EndpointSlice', 'Endpoints'],
  summary: 'A port of an EndpointSlice, or of Endpoints, has the name and the protocol of a port of its Service.',
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
      title: 'Endpoints without the name',
      manifests: stream(
        DB,
        other('v1', 'Endpoints', 'name: db', 'subsets: [{ addresses: [{ ip: 192.0.2.10 }], ports: [{ port: 5432 }] }]'),
      ),
      path: 'subsets[0].ports[0].name',
      kind: 'NotFound',
    },
    {
      title: 'Another protocol',
      manifests: stream(DB, slice('[{ name: pg, port: 5432, protocol: UDP }]')),
      path: 'ports[0].protocol',
      kind: 'Invalid',
    },
  ],
  *check(object, { model, object: { kind, namespace, name: own } }) {
    const isSlice = kind === 'EndpointSlice';
    const name = isSlice ? object.at('metadata', 'labels').key(SERVICE_NAME).text : own;
    const service = model.services.get(keyOf(namespace, name));
    if (service === undefined || isHeadless(service.spec) || (!isSlice && selectsPods(service.spec))) return;
    const wanted = servicePorts(service.spec);
    for (const at of portsAt(object)) {
      if (!isObject(at.value)) continue;
      const port = at.value as EndpointPort;
      const namesakes = wanted.filter((one) => (one.name ?? '') === (port.name ?? ''));
      if (namesakes.some((one) => protocolOf(one) === protocolOf(port))) continue;
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

/** The ports of an EndpointSlice or of Endpoints. */
function portsAt(object: Cursor): readonly Cursor[] {
  const subsets = object.at('subsets').items();
  return [...object.at('ports').items(), ...subsets.flatMap((subset) => subset.at('ports').items())];
}
