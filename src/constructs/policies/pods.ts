import { Lazy } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import type { Manifest } from '../../model/manifest';
import type { Labels, LabelSelector } from '../../model/objects';
import { workloadOf } from '../../model/workload';
import { isObject } from '../../terms/json';
import type { ConstructErrorDetails } from '../construct-error';
import { describeConstruct, objectOf } from '../object-of';
import { isPodSelector, labelSelectorOf } from '../selector';
import { areLabels, labelSelectorFrom } from './labels';
import type { Namespaces } from './namespaces';
import { configuredNamespaces } from './namespaces';

/**
 * Pods: those of a workload or `Pods` of any cdk8s-plus, of a workload that is a plain ApiObject, those that a Service
 * forwards to, or those with labels. `{}` are all Pods.
 */
export type PodSelection = IConstruct | Labels | LabelSelector;

/** Pods as a NetworkPolicy has them. */
export interface SelectedPods {
  readonly selector: object;
  /** Where they are, as far as what was given says. */
  readonly namespaces?: Namespaces;
}

type Fault = Omit<ConstructErrorDetails, 'field'>;

/** The Pods that are meant, or why nobody can say which. */
export function podsSelected(given: unknown): SelectedPods | Fault {
  if (!Construct.isConstruct(given)) {
    const selector = labelSelectorFrom(given);
    return selector === undefined ? { value: given, problem: 'does not select Pods', remedy: PODS } : { selector };
  }
  if (!isPodSelector(given)) return podsOfObject(given);
  const { labelSelector, namespaces: config } = given.toPodSelectorConfig();
  const namespaces = config === undefined ? undefined : configuredNamespaces(config);
  return { selector: labelSelectorOf(labelSelector), ...(namespaces === undefined ? {} : { namespaces }) };
}

const PODS = "give a workload, a Service, or labels such as { app: 'web' }; {} are all Pods";

/** The Pods of an object: those that a Service selects, or those that are made of it. */
function podsOfObject(construct: IConstruct): SelectedPods | Fault {
  const object = objectOf(construct);
  if (object === undefined) return { problem: `${describeConstruct(construct)} has no Pods`, remedy: PODS };
  const { namespace } = object.metadata;
  const isService = object.kind === 'Service';
  const selectorNow = () => (isService ? serviceSelector : templateSelector)(object.toJson() as Manifest);
  const selector = selectorNow();
  if (selector === undefined) {
    const remedy = isService
      ? 'give the Service a selector first; endpoints that are named by hand are an ipBlock'
      : PODS;
    return { problem: `${describeConstruct(construct)} has no Pods that labels tell`, remedy };
  }
  // Labels may be added to a Service later on.
  const matchLabels = Lazy.any({ produce: () => selectorNow()?.matchLabels }) as Labels;
  return {
    selector: isService ? { matchLabels } : selector,
    ...(namespace === undefined ? {} : { namespaces: { names: [namespace] } }),
  };
}

function serviceSelector({ spec }: Manifest): LabelSelector | undefined {
  return isObject(spec) && spec.type !== 'ExternalName' ? labelled(spec.selector) : undefined;
}

/** What a controller selects its Pods by, for the labels of its template may change with the next release; else those labels. */
export function templateSelector(manifest: Manifest): LabelSelector | undefined {
  const workload = workloadOf(manifest, '');
  const { kind, spec } = manifest;
  const own = kind !== 'Pod' && isObject(spec) && isObject(spec.selector) ? spec.selector : workload?.labels;
  return workload === undefined ? undefined : labelled(own);
}

function labelled(given: unknown): LabelSelector | undefined {
  const selector = labelSelectorFrom(given);
  const { matchLabels, matchExpressions = [] } = selector ?? {};
  return (areLabels(matchLabels) && Object.keys(matchLabels).length > 0) || matchExpressions.length > 0
    ? selector
    : undefined;
}
