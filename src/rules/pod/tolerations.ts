import { labelValueErrors, qualifiedNameErrors } from '../../terms/qualified-name';
import type { Cursor, Finding } from '../cursor';
import { pod } from '../example';
import { definePodRule } from './pod-rule';

const OPERATORS = ['Equal', 'Exists'];
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

const WEB = 'containers: [{ name: web, image: web }]';

export const tolerations = definePodRule({
  id: 'pod/tolerations',
  stage: 'validate',
  severity: 'error',
  field: 'spec.tolerations',
  summary: 'A toleration names a taint by key, operator, value and effect; without a key it exists.',
  why: 'kube-apiserver refuses others (ValidateTolerations in pkg/apis/core/validation).',
  fix: 'Write operator: Exists without a value, or a key and the value of the taint.',
  passing: [
    { title: 'Every taint', manifests: pod(`tolerations: [{ operator: Exists }]\n${WEB}`) },
    {
      title: 'One taint',
      manifests: pod(`tolerations: [{ key: dedicated, value: edge, effect: NoSchedule }]\n${WEB}`),
    },
  ],
  failing: [
    {
      title: 'Neither key nor operator',
      manifests: pod(`tolerations: [{ effect: NoSchedule }]\n${WEB}`),
      path: 'spec.tolerations[0].operator',
      kind: 'Invalid',
    },
    {
      title: 'An effect that there is not',
      manifests: pod(`tolerations: [{ key: dedicated, operator: Exists, effect: NoStart }]\n${WEB}`),
      path: 'spec.tolerations[0].effect',
      kind: 'NotSupported',
    },
  ],
  *check(pod, { minor }) {
    for (const toleration of pod.at('spec', 'tolerations').items()) yield* checkToleration(toleration, minor);
  },
});

function* checkToleration(toleration: Cursor, minor: number): Iterable<Finding> {
  const [key, operator, value, effect] = ['key', 'operator', 'value', 'effect'].map((name) => toleration.at(name)) as [
    Cursor,
    Cursor,
    Cursor,
    Cursor,
  ];
  if (key.text !== '') {
    for (const error of qualifiedNameErrors(key.text, minor)) yield key.invalid(error);
  } else if (operator.text !== 'Exists') {
    const detail = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    yield operator.invalid(detail, {}, operator.text);
  }
  if (toleration.at('tolerationSeconds').present && effect.text !== 'NoExecute') {
    yield effect.invalid("effect must be 'NoExecute' when `tolerationSeconds` is set", {}, effect.text);
  }
  if (operator.text === '' || operator.text === 'Equal') {
    const errors = labelValueErrors(value.text, minor);
    if (errors.length > 0) yield operator.invalid(errors.join(';'), {}, value.text);
  } else if (operator.text !== 'Exists') {
    yield operator.notSupported(OPERATORS);
  } else if (value.text !== '') {
    yield operator.invalid("value must be empty when `operator` is 'Exists'", {}, value.text);
  }
  if (effect.text !== '' && !EFFECTS.includes(effect.text)) yield effect.notSupported(EFFECTS);
}
