import { isObject } from '../../terms/json';
import type { IngressClass } from '../objects';
import { omitEmpty } from './omit-empty';

const NOTES = { pointers: new Set(['apiGroup', 'namespace', 'scope']) };

/** An IngressClass's spec with the defaults of the API: parameters are cluster-scoped unless they say otherwise. */
export function defaultIngressClassSpec(given: IngressClass['spec']): IngressClass['spec'] {
  const spec = omitEmpty(given, NOTES);
  return isObject(spec.parameters) ? { ...spec, parameters: { scope: 'Cluster', ...spec.parameters } } : spec;
}
