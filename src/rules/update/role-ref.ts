import { defineUpdateRule, isSame } from '../update-rule';
import { document } from './examples';

const binding = (role: string) =>
  document('rbac.authorization.k8s.io/v1', 'RoleBinding', [
    `roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${role} }`,
  ]);

export const roleRef = defineUpdateRule({
  id: 'update/role-ref',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  field: 'roleRef',
  summary: 'The roleRef of a binding stays as it is.',
  why: 'kube-apiserver refuses another one (ValidateRoleBindingUpdate in pkg/apis/rbac/validation): who may manage subjects need not be allowed to give other rights.',
  fix: 'Make a binding of another name for the other role, and delete this one.',
  passing: [{ title: 'The same', old: binding('view'), manifests: binding('view') }],
  failing: [
    { title: 'Another role', old: binding('view'), manifests: binding('edit'), path: 'roleRef', kind: 'Invalid' },
  ],
  *check(after, before) {
    const ref = after.at('roleRef');
    if (isSame(ref.value, before.at('roleRef').value)) return;
    const { text: name } = ref.at('name');
    const printed = { APIGroup: ref.at('apiGroup').text, Kind: ref.at('kind').text, Name: name };
    yield ref.invalid('cannot change roleRef', {}, printed);
  },
});
