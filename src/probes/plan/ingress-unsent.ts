import { classElsewhere } from '../../model/elsewhere/absent-class';
import type { NetworkModel } from '../../model/network-model';
import type { IngressRoute } from '../../model/route-table';
import { keyOf } from '../../terms/object-ref';
import type { Unsent } from '../expectation';
import type { PlannedNetwork } from './planned-network';
import { elsewhere } from './unsent';

/** Why a rule of an Ingress is not asked: what it means is left to a controller that is not modelled, or is not here. */
export function unsentOf(route: IngressRoute, { model, world, deployed }: PlannedNetwork): Unsent | undefined {
  const { className, backend, namespace, path, source } = route;
  const { resource, service } = backend;
  if (resource !== undefined) return left(className, 'what a backend of its own kind answers');
  if (service?.port?.name === 'use-annotation') return left(className, 'what its annotation answers');
  const made = deployed.standsIn === true ? undefined : classElsewhere(world, source);
  if (made !== undefined) return elsewhere(made.why);
  if (isModelled(model, className)) return undefined;
  if (isExternalName(model, keyOf(namespace, service?.name ?? ''))) {
    return left(className, 'whether it leads to an ExternalName');
  }
  const keys = Object.keys(source.metadata.annotations ?? {});
  if (keys.some((key) => CANARY.test(key))) return left(className, 'which requests a canary takes');
  const { path: text = '', pathType = 'Prefix' } = path ?? {};
  const isPattern = PATTERN.test(text) || (pathType !== 'Exact' && keys.some((key) => REGEX.test(key)));
  return isPattern ? left(className, `which requests the path ${text} takes`) : undefined;
}

/** Whether the controller of a class is the one that is modelled and installed: Contour. */
export function isModelled(model: NetworkModel, className: string | undefined): boolean {
  if (className === undefined || className === 'contour') return true;
  const controller = model.ingressClasses.get(className)?.spec.controller;
  return typeof controller === 'string' && controller.startsWith('projectcontour.io/');
}

function left(className: string | undefined, what: string): Unsent {
  const whose = className === undefined ? 'the controller' : `the controller of class ${className}`;
  return elsewhere(`${what} is left to ${whose}`);
}

function isExternalName(model: NetworkModel, key: string): boolean {
  return model.services.get(key)?.spec.type === 'ExternalName';
}

const CANARY = /\/canary(-|$)/;
const REGEX = /\/(use-regex|path-type)$/;
/** What no plain path has. */
const PATTERN = /[\^$*+?()[\]{}|\\]/;
