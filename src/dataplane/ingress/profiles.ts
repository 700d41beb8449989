import { classOf } from '../../model/ingress-class';
import { controllerFamilyOf } from '../../model/ingress-controllers';
import type { NetworkModel } from '../../model/network-model';
import type { Ingress } from '../../model/objects';
import { append } from '../../terms/maps';

/**
 * Whose behaviour answers for an Ingress: `contour` and `nginx` as they were recorded, `specification` for every other
 * controller, as far as the Ingress API says.
 */
export type IngressProfile = 'contour' | 'nginx' | 'specification';

/** The profile of a class: that of the controller that its IngressClass names, or that its name is used for. Without a class: Contour's. */
export function profileOf(
  model: NetworkModel,
  className: string | undefined,
  chosen: Readonly<Record<string, IngressProfile>> = {},
): IngressProfile {
  if (className === undefined) return 'contour';
  const byHand = chosen[className];
  if (byHand !== undefined) return byHand;
  const family = controllerFamilyOf(model, className);
  if (family === 'ingress-nginx') return 'nginx';
  return family === 'contour' ? 'contour' : 'specification';
}

/** The Ingresses of each profile; one whose class nobody has is served by none. */
export function byProfile(
  model: NetworkModel,
  chosen: Readonly<Record<string, IngressProfile>> = {},
): ReadonlyMap<IngressProfile, readonly Ingress[]> {
  const found = new Map<IngressProfile, Ingress[]>();
  for (const ingress of model.ingresses.values()) {
    const className = classOf(model, ingress);
    if (className !== undefined && !isInstalled(model, className)) continue;
    append(found, profileOf(model, className, chosen), ingress);
  }
  return found;
}

function isInstalled({ ingressClasses }: NetworkModel, className: string): boolean {
  return ingressClasses.has(className);
}
