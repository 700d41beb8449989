import type { NetworkModel } from '../network-model';
import { meets, namespaceLabels, selectsAll } from '../network-policies';
import type { AllowedNamespaces } from './objects';

/** Whether it takes labels to say so that a namespace which the input does not hold may have or not. */
export function dependsOnLabels(
  { namespaces }: NetworkModel,
  { from, selector }: AllowedNamespaces,
  namespace: string,
): boolean {
  return from === 'Selector' && selector !== undefined && !namespaces.has(namespace);
}

/** Whether objects of a namespace are let in by one of another (`own`). A selector that selects nothing lets nobody in. */
export function admitsNamespace(
  model: NetworkModel,
  { from = 'Same', selector }: AllowedNamespaces,
  own: string,
  namespace: string,
): boolean {
  switch (from) {
    case 'All':
      return true;
    case 'Same':
      return namespace === own;
    case 'Selector':
      return selector !== undefined && !selectsAll(selector) && meets(selector, namespaceLabels(model, namespace));
    default:
      return false;
  }
}
