import { groupOf, isOwnGroup } from '../../model/api-kinds';
import { qualifiedNameErrors } from '../../terms/qualified-name';
import { configMap } from '../example';
import { defineRule } from '../rule';

export const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion'];

export const finalizers = defineRule({
  id: 'metadata/finalizers',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['*'],
  field: 'metadata.finalizers',
  summary: 'A finalizer is a qualified name with a prefix, or one that Kubernetes itself knows.',
  why: 'kube-apiserver validates finalizers (ValidateFinalizers in apimachinery/pkg/api/validation): each names the controller that has to remove it before the object goes away.',
  fix: 'Write it as domain/name, and never orphan together with foregroundDeletion.',
  passing: [
    { title: 'A finalizer of a controller', manifests: configMap('name: a\nfinalizers: [example.com/cleanup]') },
  ],
  failing: [
    {
      title: 'A name without a prefix',
      manifests: configMap('name: a\nfinalizers: [cleanup]'),
      path: 'metadata.finalizers[0]',
      kind: 'Invalid',
    },
    {
      title: 'Dependents cannot be both left and deleted first',
      manifests: configMap('name: a\nfinalizers: [orphan, foregroundDeletion]'),
      path: 'metadata.finalizers',
      kind: 'Invalid',
    },
  ],
  *check(object, { object: { apiVersion }, minor }) {
    const list = object.at('metadata', 'finalizers');
    const names = list.items();
    for (const { text } of names) {
      for (const error of qualifiedNameErrors(text, minor)) yield list.invalid(error, {}, text);
    }
    if (names.some(({ text }) => text === 'orphan') && names.some(({ text }) => text === 'foregroundDeletion')) {
      yield list.invalid('finalizer orphan and foregroundDeletion cannot be both set');
    }
    // Kinds of Kubernetes itself go on to ask for a prefix (validateKubeFinalizerName in pkg/apis/core/validation).
    if (!isOwnGroup(groupOf(apiVersion))) return;
    for (const name of names) {
      if (name.text.includes('/') || STANDARD_FINALIZERS.includes(name.text)) continue;
      yield name.invalid('name is neither a standard finalizer name nor is it fully qualified');
    }
  },
});
