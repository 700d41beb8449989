import { defineUpdateRule, immutable } from '../update-rule';
import { secret } from './examples';

const A = secret('type: Opaque', 'data: { a: MQ== }');

export const secretType = defineUpdateRule({
  id: 'update/secret-type',
  kinds: ['Secret'],
  summary: 'The type of a Secret stays as it is; one without a type is Opaque.',
  why: 'kube-apiserver refuses another one (ValidateSecretUpdate in pkg/apis/core/validation).',
  fix: 'Make a Secret of another name, or delete this one and create it anew.',
  passing: [{ title: 'Another value', old: A, manifests: secret('type: Opaque', 'data: { a: Mg== }') }],
  failing: [
    {
      title: 'Another type',
      old: A,
      manifests: secret('type: example.com/x', 'data: { a: MQ== }'),
      path: 'type',
      kind: 'Invalid',
    },
  ],
  *check(after, before) {
    yield* immutable(after.at('type'), before.at('type'));
  },
});
