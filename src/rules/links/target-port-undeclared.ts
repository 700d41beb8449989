import type { Workload } from '../../model/workload';
import type { NetworkModel } from '../../model/network-model';
import { describePorts, targetPortIn } from '../../model/target-port';
import { mistypedNumber, nameLikeness } from '../../terms/nearest';
import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { deployment, service, stream } from './examples';
import { someMayGetSidecar } from './facts/injected-sidecar';
import type { PortAt } from './facts/service-at';
import { namesOf, serviceAt } from './facts/service-at';
import { unservedPorts } from './facts/served-ports';

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
function judge(lackedBy: readonly Workload[], port: PortAt, model: NetworkModel): Words {
  const { target, transport } = port;
  if (lackedBy.length === 0) {
    return { severity: 'info', why: 'The containers declare no ports, so nobody can say whether they listen there.' };
  }
  const unserved = lackedBy.slice(0, MANY).flatMap((workload) => unservedPorts(model, workload, transport));
  const numbers = unserved.map(({ containerPort }) => containerPort);
  const typo = mistypedNumber(Number(target), numbers);
  const alike = new Set(unserved.filter(({ name }) => haveOnePurpose(port.name, name)).map((one) => one.containerPort));
  const [only, ...others] = typo === undefined ? alike : [typo];
  if (only === undefined)
    return { severity: 'info', why: 'Declaring a port is optional, so something may listen there.' };
  if (others.length > 0) return {};
  return {
    fix: port.targetPort === undefined ? `Add \`targetPort: ${only}\`.` : `Did you mean \`targetPort: ${only}\`?`,
  };
}

/** Of so many workloads the first ones tell enough. */
const MANY = 5;

/** Whether a port of a Service and one of a container may be the same, as far as their names tell. */
function haveOnePurpose(service: string | undefined, container: string | undefined): boolean {
  if (service === undefined || container === undefined) return !SPECIAL.test(service ?? container ?? '');
  return service === container || nameLikeness(service, container) !== undefined;
}

/** Names of ports beside the one that a program is there for. */
const SPECIAL =
  /metrics|prom|monitor|health|probe|live|ready|admin|debug|pprof|profil|gossip|memberlist|peer|raft|cluster|webhook/;
