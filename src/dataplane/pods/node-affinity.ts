import { matches } from '../../model/label-index';
import type { Labels, PodSpec } from '../../model/objects';
import { objectsIn } from '../../model/workload';
import { isObject } from '../../terms/json';
import { ownOf } from '../../terms/maps';

/** One requirement on a label of a node. */
interface Requirement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly unknown[];
}

/** Whether a Pod's nodeSelector and required node affinity let it run on a node with these labels. */
export function admits(spec: PodSpec, labels: Labels): boolean {
  if (!matches(spec.nodeSelector ?? {}, labels)) return false;
  const terms = termsOf(spec);
  return terms === undefined || terms.some((term) => term.every((one) => isMet(one, labels)));
}

/** Labels of a node that a Pod can run on, as far as nodeSelector and required affinity name them. */
export function labelsWanted(spec: PodSpec): Labels {
  const [term = []] = termsOf(spec) ?? [];
  const pairs = term.flatMap(({ key, operator, values = [] }) => {
    if (key === undefined || operator === 'NotIn' || operator === 'DoesNotExist') return [];
    const [first = 'true'] = values.map(String);
    return [
      [key, operator === 'Gt' ? String(Number(first) + 1) : operator === 'Lt' ? String(Number(first) - 1) : first],
    ];
  });
  return { ...(Object.fromEntries(pairs) as Labels), ...spec.nodeSelector };
}

/** The alternatives of required node affinity; undefined if it asks for nothing. Names of nodes are labels of theirs here. */
function termsOf(spec: PodSpec): readonly (readonly Requirement[])[] | undefined {
  const { affinity } = spec as { readonly affinity?: unknown };
  const node = isObject(affinity) && isObject(affinity.nodeAffinity) ? affinity.nodeAffinity : {};
  const required = node.requiredDuringSchedulingIgnoredDuringExecution;
  if (!isObject(required)) return undefined;
  const terms = objectsIn<{ matchExpressions?: unknown; matchFields?: unknown }>(required.nodeSelectorTerms);
  return terms.map(({ matchExpressions, matchFields }) => [
    ...objectsIn<Requirement>(matchExpressions),
    ...objectsIn<Requirement>(matchFields).map((one) => ({ ...one, key: 'kubernetes.io/hostname' })),
  ]);
}

function isMet({ key = '', operator, values = [] }: Requirement, labels: Labels): boolean {
  const has = ownOf(labels, key);
  const listed = values.map(String);
  switch (operator) {
    case 'In':
      return has !== undefined && listed.includes(has);
    case 'NotIn':
      return has === undefined || !listed.includes(has);
    case 'Exists':
      return has !== undefined;
    case 'DoesNotExist':
      return has === undefined;
    case 'Gt':
      return Number(has) > Number(listed[0]);
    case 'Lt':
      return Number(has) < Number(listed[0]);
    case undefined:
    default:
      return false;
  }
}
