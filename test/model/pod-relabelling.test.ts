import { NetworkModel } from '../../src/model/network-model';
import { mayRelabelPods } from '../../src/model/pod-relabelling';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'shop' },
  spec: { serviceAccountName: 'db', containers: [] },
};
const role = (kind: string, verbs: readonly string[], resources: readonly string[] = ['pods']) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name: 'r', ...(kind === 'Role' ? { namespace: 'shop' } : {}) },
  rules: [{ apiGroups: [''], resources, verbs }],
});
const binding = (kind: string, roleKind: string, account = 'db') => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name: 'b', namespace: 'shop' },
  roleRef: { kind: roleKind, name: 'r' },
  subjects: [{ kind: 'ServiceAccount', name: account, namespace: 'shop' }],
});

describe('Pods that may label each other', () => {
  it.each([
    ['a role that patches Pods', [role('Role', ['get', 'patch']), binding('RoleBinding', 'Role')], true],
    ['a cluster role', [role('ClusterRole', ['*']), binding('RoleBinding', 'ClusterRole')], true],
    ['everywhere', [role('ClusterRole', ['update'], ['*']), binding('ClusterRoleBinding', 'ClusterRole')], true],
    ['a role that only reads', [role('Role', ['get', 'list']), binding('RoleBinding', 'Role')], false],
    ['a role for other objects', [role('Role', ['patch'], ['secrets']), binding('RoleBinding', 'Role')], false],
    ['a role of somebody else', [role('Role', ['patch']), binding('RoleBinding', 'Role', 'operator')], false],
    ['a role that nobody has', [role('Role', ['patch'])], false],
  ])('%s', (_, manifests, expected) => {
    const model = NetworkModel.of([pod, ...manifests]);
    expect(model.workloads.map((workload) => mayRelabelPods(model, workload))).toEqual([expected]);
  });
});
