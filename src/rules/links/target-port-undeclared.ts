import { someMayGetSidecar } from '../../model/injected-sidecar';
import type { NetworkModel } from '../../model/network-model';
import { describePorts, targetPortIn } from '../../model/target-port';
import { portsMeant } from '../../model/undeclared-port';
import type { Workload } from '../../model/workload';
import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { deployment, service, stream } from './examples';
import type { PortAt } from './facts/service-at';
import { namesOf, serviceAt } from './facts/service-at';

export const targetPortUndeclared = defineRule({
  id: 'links/target-port-undeclared',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Service'],
  field: 'spec.ports',
  summary: 'A container of the selected Pods declares the port that targetPort numbers.',
  why: 'Connections go to this port of the Pods and are refused if nothing listens there. Declaring a containerPort is optional, so this may be right; the other ports are declared, though.',
  fix: 'Use the number of the port that the container listens on, or declare it as containerPort.',
  passing: [
    {
      title: 'The container declares the port',
      manifests: stream(
        service('selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
        deployment('web', '{ app: web }'),
      ),
    },
  ],
  failing: [
    {
      title: 'Without targetPort the Pods are dialled at the port of the Service',
      manifests: stream(service('selector: { app: web }\nports: [{ port: 80 }]'), deployment('web', '{ app: web }')),
      path: 'spec.ports[0].port',
      kind: 'NotFound',
    },
    {
      title: 'The container declares another port',
      manifests: stream(
        service('selector: { app: web }\nports: [{ port: 80, targetPort: 8081 }]'),
        deployment('web', '{ app: web }'),
      ),
      path: 'spec.ports[0].targetPort',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const { backends, ports, headless } = serviceAt(object, context);
    if (backends.length === 0 || ports.every(({ target }) => typeof target === 'string')) return;
    for (const port of ports) {
      if (typeof port.target !== 'number' || (headless && port.target !== port.port)) continue;
      const found = targetPortIn(backends, port.target, port.transport);
      if (found.declaredBy.length > 0 || found.otherProtocol.length > 0) continue;
      if (someMayGetSidecar(backends, context.model)) continue;
      const field = port.targetPort === undefined ? 'port' : 'targetPort';
      const detail = `no container of ${namesOf(backends)} declares port ${port.target}: ${listed([...new Set(backends.slice(0, 3).map(describePorts))])}`;
      const words = judge(found.lackedBy, port, context.model);
      yield object.at('spec', 'ports').key(port.index).at(field).notFound(detail, words);
    }
  },
});

/** It is likely wrong only where the containers declare a port for the same purpose that no Service leads to. */
function judge(
  lackedBy: readonly Workload[],
  { name, targetPort, target, transport }: PortAt,
  model: NetworkModel,
): Words {
  if (lackedBy.length === 0) {
    return { severity: 'info', why: 'The containers declare no ports, so nobody can say whether they listen there.' };
  }
  const [meant, ...others] = portsMeant(model, lackedBy, { name, target: Number(target), transport });
  if (meant === undefined) {
    return { severity: 'info', why: 'Declaring a port is optional, so something may listen there.' };
  }
  if (others.length > 0) return {};
  return { fix: targetPort === undefined ? `Add \`targetPort: ${meant}\`.` : `Did you mean \`targetPort: ${meant}\`?` };
}
