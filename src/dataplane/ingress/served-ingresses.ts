import type { NetworkModel } from '../../model/network-model';
import type { Ingress } from '../../model/objects';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/**
 * The Ingresses that the controller serves: without a class (the controller's is the default), with its class, or with
 * a class whose IngressClass is among the objects, so that it stands in for the controller of that class.
 */
export function servedIngresses({ ingresses, ingressClasses }: NetworkModel): readonly Ingress[] {
  return [...ingresses.values()].filter(({ metadata, spec }) => {
    const name = spec.ingressClassName ?? metadata.annotations?.[CLASS_ANNOTATION];
    return name === undefined || ingressClasses.has(name);
  });
}
