import type { IngressSpec } from '../objects';
import { omitEmpty } from './omit-empty';

const NOTES = { pointers: new Set(['apiGroup', 'ingressClassName', 'pathType']) };

/**
 * An Ingress's spec as the API stores it. The API has no defaults for it: only what means nothing is left out
 * (`host: ''` is not a host). An absent class is for the cluster's default IngressClass, which is not looked up here.
 */
export function defaultIngressSpec(spec: IngressSpec): IngressSpec {
  return omitEmpty(spec, NOTES);
}
