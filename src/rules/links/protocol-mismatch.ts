import { targetPortIn } from '../../model/target-port';
import { describeRef } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { deployment, service, stream } from './examples';
import { serviceAt } from './facts/service-at';

export const protocolMismatch = defineRule({
  id: 'links/protocol-mismatch',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.ports',
  summary: 'The port of a Service has the protocol of the container port behind it.',
  why: 'A named targetPort is found by name and protocol together, so that this port of the Service has no endpoints.',
  fix: 'Give both the same protocol; without one, TCP is meant.',
  passing: [
    {
      title: 'Both are UDP',
      manifests: stream(
        service('selector: { app: dns }\nports: [{ port: 53, protocol: UDP, targetPort: dns }]'),
        deployment(
          'dns',
          '{ app: dns }',
          '{ name: dns, image: dns, ports: [{ name: dns, containerPort: 53, protocol: UDP }] }',
        ),
      ),
    },
  ],
  failing: [
    {
      title: 'The container port is TCP, which is the default',
      manifests: stream(
        service('selector: { app: dns }\nports: [{ port: 53, protocol: UDP, targetPort: dns }]'),
        deployment('dns', '{ app: dns }', '{ name: dns, image: dns, ports: [{ name: dns, containerPort: 53 }] }'),
      ),
      path: 'spec.ports[0].protocol',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const { backends, ports } = serviceAt(object, context);
    if (backends.length === 0) return;
    for (const { index, target, transport } of ports) {
      const { declaredBy, otherProtocol } = targetPortIn(backends, target, transport);
      if (declaredBy.length > 0 || otherProtocol.length === 0) continue;
      const owners = otherProtocol.map(({ workload, protocol }) => `${protocol} in ${describeRef(workload.ref)}`);
      const [{ protocol = 'TCP' } = {}] = otherProtocol;
      yield object
        .at('spec', 'ports')
        .key(index)
        .at('protocol')
        .invalid(
          `targetPort ${target} is ${listed(owners)}`,
          {
            fix: `Did you mean \`protocol: ${protocol}\`? Otherwise declare the container port with \`protocol: ${transport}\` as well.`,
            ...(typeof target === 'string' ? {} : { severity: 'warning', why: NUMBERED }),
          },
          transport,
        );
    }
  },
});

const NUMBERED =
  'The number is dialled all the same, and refused if nothing listens there with this protocol; the container declares another one.';
