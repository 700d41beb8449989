import { dnsSubdomainErrors, pathSegmentErrors } from '../../terms/dns-name';
import type { Cursor, Finding } from '../cursor';

/**
 * What is wrong with a reference to an object by group, kind and name
 * (`validateIngressTypedLocalObjectReference` in pkg/apis/networking/validation).
 */
export function* checkTypedReference(reference: Cursor): Iterable<Finding> {
  const apiGroup = reference.at('apiGroup');
  if (apiGroup.present) for (const error of dnsSubdomainErrors(apiGroup.text)) yield apiGroup.invalid(error);
  for (const part of [reference.at('kind'), reference.at('name')]) {
    if (part.text === '') yield part.required();
    else for (const error of pathSegmentErrors(part.text)) yield part.invalid(error);
  }
}
