import type { NetworkModel } from '../../model/network-model';
import type { EndpointPort } from '../../model/objects';
import { targetPortIn } from '../../model/target-port';
import { objectsIn, protocolOf } from '../../model/workload';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { deployment, other, service, stream } from './examples';
import type { PortAt, ServiceAt } from './facts/service-at';
import { serviceAt } from './facts/service-at';

export const headlessPortMapping = defineRule({
  id: 'links/headless-port-mapping',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Service'],
  field: 'spec.clusterIP',
  summary: 'The port of a headless Service is the one that its Pods listen on.',
  why: 'The name of a headless Service leads straight to its Pods: nothing translates the port, so clients that dial port instead of targetPort are refused. Only clients that read SRV records learn the targetPort.',
  fix: 'Make port the number that the Pods listen on, or give the Service a cluster IP.',
  passing: [
    {
      title: 'Both are the same',
      manifests: stream(
        service('clusterIP: None\nselector: { app: web }\nports: [{ port: 8080, targetPort: http }]'),
        deployment('web', '{ app: web }'),
      ),
    },
    {
      title: 'A Service with a cluster IP translates the port',
      manifests: stream(
        service('selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
        deployment('web', '{ app: web }'),
      ),
    },
  ],
  failing: [
    {
      title: 'A headless Service does not',
      manifests: stream(
        service('clusterIP: None\nselector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
        deployment('web', '{ app: web }'),
      ),
      path: 'spec.ports[0].targetPort',
      kind: 'Ignored',
    },
    {
      title: 'Nor to a port that is named',
      manifests: stream(
        service('clusterIP: None\nselector: { app: web }\nports: [{ port: 80, targetPort: http }]'),
        deployment('web', '{ app: web }'),
      ),
      path: 'spec.ports[0].targetPort',
      kind: 'Ignored',
    },
    {
      title: 'Endpoints by hand that listen on another port',
      manifests: stream(
        service('clusterIP: None\nports: [{ port: 80 }]'),
        other(
          'discovery.k8s.io/v1',
          'EndpointSlice',
          'name: web-1, labels: { kubernetes.io/service-name: web }',
          'addressType: IPv4\nports: [{ port: 8080 }]\nendpoints: [{ addresses: [192.0.2.10] }]',
        ),
      ),
      path: 'spec.ports[0].port',
      kind: 'Ignored',
    },
  ],
  *check(object, context) {
    const service = serviceAt(object, context);
    if (!service.headless) return;
    for (const port of service.ports) {
      const numbers = numbersOf(service, port, context.model);
      const [number] = numbers;
      if (number === undefined || numbers.includes(port.port) || listensThere(service, port)) continue;
      const detail = `port ${port.port} is not translated to ${listed(numbers.map(String))}: the service is headless`;
      yield object
        .at('spec', 'ports')
        .key(port.index)
        .at(port.targetPort === undefined ? 'port' : 'targetPort')
        .ignored(detail, {
          fix: `Write \`port: ${number}\`, or leave out \`clusterIP: None\`.`,
        });
    }
  },
});

/** What the Pods listen on, or the endpoints that somebody wrote. */
function numbersOf(service: ServiceAt, port: PortAt, model: NetworkModel): readonly number[] {
  const { namespace, name, selects, backends, spec } = service;
  if (backends.length > 0) return targetPortIn(backends, port.target, port.transport).numbers;
  if (selects) return [];
  const portName = spec.ports?.[port.index]?.name ?? '';
  const ports = model.slicesOf(namespace, name).flatMap((slice) => objectsIn<EndpointPort>(slice.ports));
  const own = ports.filter((one) => (one.name ?? '') === portName && protocolOf(one) === port.transport);
  return [...new Set(own.flatMap((one) => one.port ?? []))];
}

/** The Pods listen on the Service's port as well. */
function listensThere({ backends }: ServiceAt, { port, transport }: PortAt): boolean {
  return targetPortIn(backends, port, transport).declaredBy.length > 0;
}
