import { targetPortIn } from '../../model/target-port';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { deployment, service, stream } from './examples';
import type { PortAt, ServiceAt } from './service-at';
import { serviceAt } from './service-at';

export const headlessPortMapping = defineRule({
  id: 'links/headless-port-mapping',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Service'],
  field: 'spec.ports',
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
  ],
  *check(object, context) {
    const service = serviceAt(object, context);
    if (!service.headless || service.backends.length === 0) return;
    for (const port of service.ports) {
      const { numbers } = targetPortIn(service.backends, port.target, port.transport);
      if (numbers.length === 0 || numbers.includes(port.port) || listensThere(service, port)) continue;
      const detail = `port ${port.port} is not translated to ${listed(numbers.map(String))}: the service is headless`;
      yield object
        .at('spec', 'ports')
        .key(port.index)
        .at('targetPort')
        .ignored(detail, {
          fix: `Write \`port: ${numbers[0]}\`, or leave out \`clusterIP: None\`.`,
        });
    }
  },
});

/** The Pods listen on the Service's port as well. */
function listensThere({ backends }: ServiceAt, { port, transport }: PortAt): boolean {
  return targetPortIn(backends, port, transport).declaredBy.length > 0;
}
