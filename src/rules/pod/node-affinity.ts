import { dnsSubdomainErrors } from '../../terms/dns-name';
import { labelValueErrors, qualifiedNameErrors } from '../../terms/qualified-name';
import type { Cursor, Finding } from '../cursor';
import { pod } from '../example';
import { definePodRule } from './pod-rule';
import { numberAt } from './pod-shape';

/** From this minor version on, the values that are required are looked at. */
const VALUES_SINCE = 32;

const WEB = 'containers: [{ name: web, image: web }]';
const required = (terms: string) =>
  pod(
    `affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: ${terms} } } }\n${WEB}`,
  );
const TERMS = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';

export const nodeAffinity = definePodRule({
  id: 'pod/node-affinity',
  stage: 'validate',
  severity: 'error',
  field: 'spec.affinity.nodeAffinity',
  summary: 'The terms of a nodeAffinity have keys, operators and values that labels of nodes can meet.',
  why: 'kube-apiserver refuses others (validateNodeAffinity in pkg/apis/core/validation).',
  fix: 'Give In and NotIn values, Gt and Lt one number, Exists and DoesNotExist none.',
  passing: [
    {
      title: 'Two zones',
      manifests: required(
        '[{ matchExpressions: [{ key: topology.kubernetes.io/zone, operator: In, values: [a, b] }] }]',
      ),
    },
  ],
  failing: [
    { title: 'No term', manifests: required('[]'), path: TERMS, kind: 'Required' },
    {
      title: 'No values',
      manifests: required('[{ matchExpressions: [{ key: disk, operator: In }] }]'),
      path: `${TERMS}[0].matchExpressions[0].values`,
      kind: 'Required',
    },
    {
      title: 'An operator that there is not',
      manifests: required('[{ matchExpressions: [{ key: disk, operator: Equals, values: [ssd] }] }]'),
      path: `${TERMS}[0].matchExpressions[0].operator`,
      kind: 'Invalid',
    },
  ],
  *check(pod, { minor }) {
    const affinity = pod.at('spec', 'affinity', 'nodeAffinity');
    const required = affinity.at('requiredDuringSchedulingIgnoredDuringExecution');
    const terms = required.at('nodeSelectorTerms');
    if (required.present && terms.items().length === 0) {
      yield terms.required('must have at least one node selector term');
    }
    for (const term of terms.items()) yield* checkTerm(term, minor, minor >= VALUES_SINCE);
    for (const preferred of affinity.at('preferredDuringSchedulingIgnoredDuringExecution').items()) {
      const weight = preferred.at('weight');
      if (numberAt(weight) < 1 || numberAt(weight) > 100) {
        yield weight.invalid('must be in the range 1-100', {}, numberAt(weight));
      }
      yield* checkTerm(preferred.at('preference'), minor, false);
    }
  },
});

function* checkTerm(term: Cursor, minor: number, withValues: boolean): Iterable<Finding> {
  for (const requirement of term.at('matchExpressions').items()) {
    yield* checkRequirement(requirement, minor);
    if (!withValues) continue;
    for (const value of requirement.at('values').items()) {
      for (const error of labelValueErrors(value.text, minor)) yield value.invalid(error);
    }
  }
  for (const requirement of term.at('matchFields').items()) yield* checkField(requirement);
}

function* checkRequirement(requirement: Cursor, minor: number): Iterable<Finding> {
  const [key, operator, values] = [requirement.at('key'), requirement.at('operator'), requirement.at('values')];
  const count = values.items().length;
  switch (operator.text) {
    case 'In':
    case 'NotIn':
      if (count === 0) yield values.required("must be specified when `operator` is 'In' or 'NotIn'");
      break;
    case 'Exists':
    case 'DoesNotExist':
      if (count > 0) yield values.forbidden("may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
      break;
    case 'Gt':
    case 'Lt':
      if (count !== 1) yield values.required("must be specified single value when `operator` is 'Lt' or 'Gt'");
      break;
    default:
      yield operator.invalid('not a valid selector operator', {}, operator.text);
  }
  for (const error of qualifiedNameErrors(key.text, minor)) yield key.invalid(error, {}, key.text);
}

/** Of the fields of a node, its name alone can be asked for. */
function* checkField(requirement: Cursor): Iterable<Finding> {
  const [key, operator, values] = [requirement.at('key'), requirement.at('operator'), requirement.at('values')];
  if (operator.text !== 'In' && operator.text !== 'NotIn') {
    yield operator.invalid('not a valid selector operator', {}, operator.text);
  } else if (values.items().length !== 1) {
    yield values.required("must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
  }
  if (key.text !== 'metadata.name') {
    yield key.invalid('not a valid field selector key', {}, key.text);
    return;
  }
  for (const value of values.items()) {
    for (const error of dnsSubdomainErrors(value.text)) yield value.invalid(error);
  }
}
