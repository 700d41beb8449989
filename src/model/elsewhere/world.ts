import { isObject } from '../../terms/json';
import { externalsOf } from '../external-objects';
import type { ExternalObjects } from '../external-objects';
import type { NetworkModel } from '../network-model';
import { isSystemNamespace } from '../system-namespaces';
import { viewOf } from '../view';

/** What is known: the input, and what somebody said exists beside it. */
export interface World {
  readonly model: NetworkModel;
  /** The option `external`: `Service/shop/payments`, `Pod/shop?app=x`, `IngressClass/nginx`. */
  readonly external: readonly string[];
  /** Whether nobody said which namespace objects that name none go to. */
  readonly isNamespaceAssumed: boolean;
  /** Objects of the input that the API server refuses, so that they are not in the model. Default: none. */
  readonly refused?: NetworkModel;
}

/** Something that the input refers to and does not make, and that may well be there: made by somebody else. */
export interface Elsewhere {
  /** What speaks for that, as a sentence. */
  readonly why: string;
  /** What makes it certain: to say which namespace is meant, or to name the object as external. */
  readonly remedy: 'namespace' | 'external';
}

/** The objects that somebody said exist. */
export function externalTo({ external }: World): ExternalObjects {
  return externalsOf({ external });
}

/**
 * Whether two namespaces may be one and the same: that of objects which name none, where nobody said which it is, and the
 * only one that others name. `helm template --namespace prod` leaves it out of what the chart leaves it out of.
 */
export function mayBeOneNamespace({ model, isNamespaceAssumed }: World, a: string, b: string): boolean {
  if (!isNamespaceAssumed) return false;
  const named = onlyNamespaceNamed(model);
  const pair = [model.defaultNamespace, named];
  return named !== undefined && a !== b && pair.includes(a) && pair.includes(b);
}

/** The only namespace that objects name, but for the default one and those of the system. */
export const onlyNamespaceNamed = viewOf(({ objects, defaultNamespace }: NetworkModel): string | undefined => {
  const named = new Set(
    objects.flatMap(({ ref, manifest }) =>
      ref.namespace !== undefined && isObject(manifest.metadata) && manifest.metadata.namespace === ref.namespace
        ? [ref.namespace]
        : [],
    ),
  );
  const [only, ...others] = [...named].filter((name) => name !== defaultNamespace && !isSystemNamespace(name));
  return others.length > 0 ? undefined : only;
});
