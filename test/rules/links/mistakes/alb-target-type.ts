import type { JsonObject } from '../../../../src/terms/json';
import { backendOf, http, ingress, service } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

const TARGET = 'alb.ingress.kubernetes.io/target-type';

export const albTargetType: RuleCases = {
  rule: 'links/alb-target-type',
  faulty: [
    at('Ingress/shop/web', 'spec.defaultBackend.service.name', 'by default', [alb(), backend('ClusterIP')]),
    at('Ingress/shop/web', 'spec.defaultBackend.service.name', 'as it is told', [
      alb({ [TARGET]: 'instance' }),
      backend('ClusterIP'),
    ]),
  ],
  right: [
    { title: 'Pods as targets', input: [alb({ [TARGET]: 'ip' }), backend('ClusterIP')] },
    { title: 'Pods as targets of this Service', input: [alb(), backend('ClusterIP', { [TARGET]: 'ip' })] },
    { title: 'a nodePort', input: [alb(), backend('NodePort')] },
  ],
};

function alb(annotations: JsonObject = {}) {
  return ingress('web', { ingressClassName: 'alb', defaultBackend: backendOf('web:80') }, { annotations });
}

function backend(type: string, annotations: JsonObject = {}) {
  return service('web', { type, ports: http }, { annotations });
}
