import type { NetworkModel } from '../network-model';
import type { Expression } from '../network-policies';
import { meets, namespaceLabels, selectsAll } from '../network-policies';
import type { LabelSelector } from '../objects';
import { objectsIn } from '../workload';
import type { AllowedNamespaces } from './objects';

/** Whether it takes labels to say so that a namespace which the input does not hold may have or not. */
export function dependsOnLabels(
  { namespaces }: NetworkModel,
  { from, selector }: AllowedNamespaces,
  namespace: string,
): boolean {
  return from === 'Selector' && selector !== undefined && !namespaces.has(namespace);
}

/** Whether objects of a namespace are let in by one of another (`own`). A selector that selects nothing, or cannot be read, lets nobody in. */
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
      return isUsable(selector) && meets(selector, namespaceLabels(model, namespace));
    default:
      return false;
  }
}

/** Nobody refuses a selector whose operators have values that they do not take: the API server does not look into it. */
function isUsable(selector: LabelSelector | undefined): selector is LabelSelector {
  if (selector === undefined || selectsAll(selector)) return false;
  return objectsIn<Expression>(selector.matchExpressions).every(({ operator, values = [] }) => {
    return operator === 'Exists' || operator === 'DoesNotExist' ? values.length === 0 : values.length > 0;
  });
}
