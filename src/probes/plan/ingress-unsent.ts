import { classElsewhere } from '../../model/elsewhere/absent-class';
import { controllerFamilyOf, controllerNamed } from '../../model/ingress-controllers';
import { leftToController } from '../../model/left-to-controller';
import type { NetworkModel } from '../../model/network-model';
import type { IngressRoute } from '../../model/route-table';
import { patternExample } from '../../runtime/pattern-example';
import { keyOf } from '../../terms/object-ref';
import type { Unsent } from '../expectation';
import type { PlannedNetwork } from './planned-network';
import { elsewhere, leftTo } from './unsent';

/** Why a rule of an Ingress is not asked: what it means is left to a controller that is not modelled, or is not here. */
export function unsentOf(route: IngressRoute, { model, world, deployed }: PlannedNetwork): Unsent | undefined {
  const { className, backend, namespace, source } = route;
  const { resource, service } = backend;
  const left = (what: string) => leftTo({ on: controllerNamed(model, className), what });
  if (resource !== undefined) return left('what a backend of its own kind answers');
  if (service?.port?.name === 'use-annotation') return left('what its annotation answers');
  const made = deployed.standsIn === true ? undefined : classElsewhere(world, source);
  if (made !== undefined) return elsewhere(made.why);
  if (isPattern(model, route) && patternExample(route.path?.path ?? '/') === undefined) {
    return left(`which requests the path ${route.path?.path ?? ''} takes`);
  }
  if (isModelled(model, className)) return undefined;
  if (isExternalName(model, keyOf(namespace, service?.name ?? ''))) return left('whether it leads to an ExternalName');
  const open = leftToController(model, route);
  return open === undefined ? undefined : leftTo(open);
}

/** Whether the controller of a class is one that is modelled. */
export function isModelled(model: NetworkModel, className: string | undefined): boolean {
  if (className === undefined) return true;
  const family = controllerFamilyOf(model, className);
  return family === 'contour' || family === 'ingress-nginx';
}

/** Whether Contour takes a path for a regular expression. */
export function isPattern(model: NetworkModel, { className, path }: IngressRoute): boolean {
  const isContour = className === undefined || controllerFamilyOf(model, className) === 'contour';
  return isContour && path?.pathType === 'ImplementationSpecific' && /[\^+*[\]%]/.test(path.path);
}

function isExternalName(model: NetworkModel, key: string): boolean {
  return model.services.get(key)?.spec.type === 'ExternalName';
}
