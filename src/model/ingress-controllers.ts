import type { NetworkModel } from './network-model';

/** Controllers whose habits are known. */
export type ControllerFamily = 'aws' | 'gce' | 'ingress-nginx';

/**
 * Whose controller serves a class: as its IngressClass says, or else, for a class that is installed elsewhere, as its name
 * is used to mean. Undefined for all others.
 */
export function controllerFamilyOf(model: NetworkModel, className: string): ControllerFamily | undefined {
  const ingressClass = model.ingressClasses.get(className);
  return ingressClass === undefined ? BY_NAME.get(className) : BY_CONTROLLER.get(String(ingressClass.spec.controller));
}

const BY_CONTROLLER: ReadonlyMap<string, ControllerFamily> = new Map([
  ['ingress.k8s.aws/alb', 'aws'],
  ['k8s.io/ingress-gce', 'gce'],
  ['k8s.io/ingress-nginx', 'ingress-nginx'],
]);

const BY_NAME: ReadonlyMap<string, ControllerFamily> = new Map([
  ['alb', 'aws'],
  ['gce', 'gce'],
  ['gce-internal', 'gce'],
  ['nginx', 'ingress-nginx'],
]);
