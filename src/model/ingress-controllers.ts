import type { NetworkModel } from './network-model';

/** Controllers whose habits are known. */
export type ControllerFamily = 'aws' | 'contour' | 'gce' | 'ingress-nginx';

/**
 * Whose controller serves a class: as its IngressClass says, or else, for a class that is installed elsewhere, as its name
 * is used to mean. Undefined for all others.
 */
export function controllerFamilyOf(model: NetworkModel, className: string): ControllerFamily | undefined {
  const ingressClass = model.ingressClasses.get(className);
  if (ingressClass === undefined) return BY_NAME.get(className);
  const controller = String(ingressClass.spec.controller);
  // Each installation of Contour has a name of its own.
  return controller.startsWith('projectcontour.io/') ? 'contour' : BY_CONTROLLER.get(controller);
}

/** Whose controller serves an Ingress of a class, in words: as its IngressClass says, else by the class. */
export function controllerNamed(model: NetworkModel, className: string | undefined): string {
  if (className === undefined) return 'the controller';
  const controller = model.ingressClasses.get(className)?.spec.controller;
  const isKnown = typeof controller === 'string' && controller !== STAND_IN_CONTROLLER;
  return isKnown ? `the controller ${controller}` : `the controller of class ${className}`;
}

/** The controller of classes that stand in for those that are installed elsewhere. */
export const STAND_IN_CONTROLLER = 'cdk8s-net.dev/stand-in';

/** The controller that a class is used for by its name, for a class that is installed elsewhere. */
export function usualControllerOf(className: string): string {
  const family = BY_NAME.get(className);
  if (family === 'contour') return 'projectcontour.io/ingress-controller';
  return [...BY_CONTROLLER].find(([, each]) => each === family)?.[0] ?? STAND_IN_CONTROLLER;
}

/** Whether the controller of a class is Contour, which is modelled; so is that of Ingresses without a class. */
export function isContour(model: NetworkModel, className: string | undefined): boolean {
  if (className === undefined || className === 'contour') return true;
  const controller = model.ingressClasses.get(className)?.spec.controller;
  return typeof controller === 'string' && controller.startsWith('projectcontour.io/');
}

const BY_CONTROLLER: ReadonlyMap<string, ControllerFamily> = new Map([
  ['ingress.k8s.aws/alb', 'aws'],
  ['k8s.io/ingress-gce', 'gce'],
  ['k8s.io/ingress-nginx', 'ingress-nginx'],
]);

const BY_NAME: ReadonlyMap<string, ControllerFamily> = new Map([
  ['alb', 'aws'],
  ['contour', 'contour'],
  ['gce', 'gce'],
  ['gce-internal', 'gce'],
  ['nginx', 'ingress-nginx'],
]);
