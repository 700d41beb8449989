import type { NetworkModel } from './network-model';
import type { Ingress, IngressClass } from './objects';
import { viewOf } from './view';

/** The annotation that named the class of an Ingress before `spec.ingressClassName` did; controllers still read it. */
export const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/**
 * The class of an Ingress: its field, else the old annotation, else the default class among the IngressClasses of the
 * input, which the API server would fill in. Undefined when it has none.
 */
export function classOf(model: NetworkModel, ingress: Ingress): string | undefined {
  return namedClassOf(ingress) ?? defaultClassOf(model);
}

/** The class that an Ingress itself names. */
export function namedClassOf({ metadata, spec }: Ingress): string | undefined {
  return spec.ingressClassName ?? metadata.annotations?.[CLASS_ANNOTATION];
}

/**
 * The default class that the API server would choose. Of several it takes the newest, which the input does not tell: here,
 * the first one by name.
 */
export function defaultClassOf(model: NetworkModel): string | undefined {
  return defaultClassesOf(model)[0];
}

/** The classes that are marked as the default, by name. */
export const defaultClassesOf = viewOf((model: NetworkModel): readonly string[] => {
  const marked = [...model.ingressClasses].filter(([, { metadata }]) => isDefault(metadata.annotations));
  return marked.map(([name]) => name).sort();
});

function isDefault(annotations: IngressClass['metadata']['annotations']): boolean {
  return annotations?.['ingressclass.kubernetes.io/is-default-class'] === 'true';
}
