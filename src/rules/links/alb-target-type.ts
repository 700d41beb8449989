import { classOf } from '../../model/ingress-class';
import { controllerFamilyOf } from '../../model/ingress-controllers';
import type { NetworkModel } from '../../model/network-model';
import type { Ingress, Service } from '../../model/objects';
import { keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { ingress, service, stream } from './examples';
import { serviceBackendsAt } from './facts/ingress-at';
import { isAction } from './ingress-backend-service';

const TARGET_TYPE = 'alb.ingress.kubernetes.io/target-type';
const shop = (annotations: string) =>
  ingress(
    'ingressClassName: alb\ndefaultBackend: { service: { name: web, port: { number: 80 } } }',
    `name: web${annotations}`,
  );
const web = (type: string) => service(`type: ${type}\nselector: { app: web }\nports: [{ port: 80 }]`);

export const albTargetType = defineRule({
  id: 'links/alb-target-type',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Ingress'],
  summary: 'Behind an Application Load Balancer of AWS, which sends to nodes, Services have node ports.',
  why: 'The AWS Load Balancer Controller registers nodes by default (target-type instance), and reaches a Service there by its nodePort: it makes no targets for one of type ClusterIP.',
  fix: `Annotate the Ingress with \`${TARGET_TYPE}: ip\`, where the network of the Pods allows it, or give the Service type NodePort.`,
  passing: [
    { title: 'A node port', manifests: stream(shop(''), web('NodePort')) },
    { title: 'Pods as targets', manifests: stream(shop(`\nannotations: { ${TARGET_TYPE}: ip }`), web('ClusterIP')) },
  ],
  failing: [
    {
      title: 'A ClusterIP',
      manifests: stream(shop(''), web('ClusterIP')),
      path: 'spec.defaultBackend.service.name',
      kind: 'Invalid',
    },
  ],
  *check(object, { model, object: { namespace } }) {
    const { metadata } = object.value as Ingress;
    const className = classOf(model, object.value as Ingress) ?? '';
    if (controllerFamilyOf(model, className) !== 'aws' || hasParameters(model, className)) return;
    for (const { at, service } of serviceBackendsAt(object)) {
      const target = model.services.get(keyOf(namespace, service.name ?? ''));
      if (target === undefined || hasNodePorts(target) || isAction(service.port?.name)) continue;
      const chosen = target.metadata.annotations?.[TARGET_TYPE] ?? metadata.annotations?.[TARGET_TYPE];
      if (chosen === 'ip') continue;
      yield at.at('name').invalid(`is a Service without nodePort, and the targets are nodes`);
    }
  },
});

/** The parameters of a class can set another default; they are objects that need not be in the input. */
function hasParameters(model: NetworkModel, className: string): boolean {
  return model.ingressClasses.get(className)?.spec.parameters !== undefined;
}

function hasNodePorts({ spec: { type } }: Service): boolean {
  return type === 'NodePort' || type === 'LoadBalancer' || type === 'ExternalName';
}
