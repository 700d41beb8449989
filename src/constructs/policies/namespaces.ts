import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import type { Labels, LabelSelector } from '../../model/objects';
import type { ConstructErrorDetails } from '../construct-error';
import { describeConstruct, objectOf } from '../object-of';
import { labelSelectorOf } from '../selector';
import { labelSelectorFrom } from './labels';

/**
 * Namespaces: by name, by several names, by labels that they have, a Namespace, or `Namespaces` of any cdk8s-plus. `{}` are
 * all namespaces.
 */
export type NamespaceSelection = string | readonly string[] | IConstruct | Labels | LabelSelector;

/** Names that namespaces have, labels that they have, or both. */
export interface Namespaces {
  readonly names?: readonly string[];
  readonly selector?: object;
}

/** The namespaces that are meant, or why nobody can say which. */
export function namespacesSelected(given: unknown): Namespaces | Omit<ConstructErrorDetails, 'field'> {
  if (isName(given)) return { names: [given] };
  if (Array.isArray(given) && given.length > 0 && given.every(isName)) return { names: given };
  if (Construct.isConstruct(given)) {
    const found = namespacesOf(given);
    return found ?? { problem: `${describeConstruct(given)} is not a Namespace`, remedy: NAMESPACES };
  }
  const selector = labelSelectorFrom(given);
  return selector === undefined
    ? { value: given, problem: 'does not select namespaces', remedy: NAMESPACES }
    : { selector };
}

const NAMESPACES =
  "give a name, a list of names, a Namespace, or labels such as { team: 'shop' }; {} are all namespaces";

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function namespacesOf(construct: IConstruct): Namespaces | undefined {
  if ('toNamespaceSelectorConfig' in construct && typeof construct.toNamespaceSelectorConfig === 'function') {
    return configuredNamespaces((construct as NamespaceSelector).toNamespaceSelectorConfig());
  }
  const object = objectOf(construct);
  return object?.kind === 'Namespace' ? { names: [object.name] } : undefined;
}

/** What selects namespaces in cdk8s-plus. */
interface NamespaceSelector extends IConstruct {
  toNamespaceSelectorConfig(): object;
}

/** What cdk8s-plus says of namespaces: labels, names, or neither, which means the namespace of the policy. */
export function configuredNamespaces(config: object): Namespaces | undefined {
  const { labelSelector, names } = config as { labelSelector?: object; names?: readonly string[] };
  if (labelSelector === undefined && names === undefined) return undefined;
  return {
    ...(names === undefined ? {} : { names }),
    ...(labelSelector === undefined ? {} : { selector: labelSelectorOf(labelSelector) }),
  };
}

/** Namespaces as a LabelSelector says it. Every namespace has its name as a label, by the API server. */
export function namespaceSelector({ names, selector = {} }: Namespaces): LabelSelector {
  if (names === undefined) return selector;
  const { matchLabels, matchExpressions = [] }: LabelSelector = selector;
  const [only] = names;
  if (names.length === 1 && only !== undefined) {
    return { ...selector, matchLabels: { ...matchLabels, [NAME_LABEL]: only } };
  }
  return {
    ...selector,
    matchExpressions: [...matchExpressions, { key: NAME_LABEL, operator: 'In', values: [...names] }],
  };
}

const NAME_LABEL = 'kubernetes.io/metadata.name';
