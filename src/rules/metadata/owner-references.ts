import type { JsonObject } from '../../terms/json';
import type { Cursor, Finding } from '../cursor';
import { configMap } from '../example';
import { defineRule } from '../rule';
import { ownersOf } from './owner-shape';

const FIELDS = ['kind', 'name', 'uid'];

export const ownerReferences = defineRule({
  id: 'metadata/owner-references',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['*'],
  field: 'metadata.ownerReferences',
  summary: 'An owner reference names apiVersion, kind, name and uid; at most one is the controller.',
  why: 'kube-apiserver validates owner references (ValidateOwnerReferences in apimachinery/pkg/api/validation): the garbage collector could not find the owner otherwise.',
  fix: 'Fill in the four fields, and leave owner references in manifests to controllers: the uid changes with every cluster.',
  passing: [
    {
      title: 'A complete reference',
      manifests: configMap(
        'name: a\nownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, uid: 3f2a, controller: true }]',
      ),
    },
  ],
  failing: [
    {
      title: 'No uid',
      manifests: configMap("name: a\nownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, uid: '' }]"),
      path: 'metadata.ownerReferences.uid',
      kind: 'Invalid',
    },
    {
      title: 'No uid, as Kubernetes 1.37 says it',
      manifests: configMap("name: a\nownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, uid: '' }]"),
      options: { kubernetesVersion: '1.37' },
      path: 'metadata.ownerReferences[0].uid',
      kind: 'Required',
    },
    {
      title: 'Two controllers',
      manifests: configMap(
        'name: a\nownerReferences:\n' +
          '- { apiVersion: apps/v1, kind: Deployment, name: web, uid: 3f2a, controller: true }\n' +
          '- { apiVersion: apps/v1, kind: Deployment, name: api, uid: 9c41, controller: true }',
      ),
      path: 'metadata.ownerReferences',
      kind: 'Invalid',
    },
  ],
  *check(object, { minor }) {
    const list = object.at('metadata', 'ownerReferences');
    const { distinct } = ownersOf(object);
    let controller: string | undefined;
    for (const [index, item] of distinct.entries()) {
      // Up to 1.36 the API server does not say which reference it means.
      yield* minor < 37
        ? checkReference(item, item.under(list.path))
        : checkIndexedReference(item.under(list.key(index).path));
      if (item.at('controller').value !== true) continue;
      const name = `${item.at('kind').text}/${item.at('name').text}`;
      if (controller === undefined) {
        controller = name;
      } else {
        yield list.invalid(
          `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${name}`,
          {},
          distinct.map(printed),
        );
      }
    }
  },
});

function* checkReference(item: Cursor, shown: Cursor): Iterable<Finding> {
  if (versionOf(item) === '') {
    yield shown.at('apiVersion').invalid('version must not be empty', {}, item.at('apiVersion').text);
  }
  for (const field of FIELDS) {
    if (item.at(field).text === '') yield shown.at(field).invalid('must not be empty', {}, '');
  }
  yield* checkEvent(item, shown);
}

function* checkIndexedReference(item: Cursor): Iterable<Finding> {
  const apiVersion = item.at('apiVersion');
  if (apiVersion.text === '') yield apiVersion.required('must not be empty');
  else if (versionOf(item) === '') yield apiVersion.invalid('must be <group>/<version> or <version>');
  for (const field of FIELDS) {
    if (item.at(field).text === '') yield item.at(field).required('must not be empty');
  }
  yield* checkEvent(item, item);
}

/** Events come and go too quickly to own anything. */
function* checkEvent(item: Cursor, shown: Cursor): Iterable<Finding> {
  if (/^\/?v1$/.test(item.at('apiVersion').text) && item.at('kind').text === 'Event') {
    yield shown.invalid('/v1, Kind=Event is disallowed from being an owner', {}, printed(item));
  }
}

/** A reference as the API server prints it: the four fields are there even when they are empty. */
function printed(item: Cursor): JsonObject {
  const optional = ['controller', 'blockOwnerDeletion'].filter((field) => item.at(field).present);
  return Object.fromEntries([
    ...['apiVersion', ...FIELDS].map((field) => [field, item.at(field).text]),
    ...optional.map((field) => [field, item.at(field).value]),
  ]) as JsonObject;
}

/** `v1` of `apps/v1`; '' if there is none, or more than one slash. */
function versionOf(item: Cursor): string {
  const parts = item.at('apiVersion').text.split('/');
  return parts.length > 2 ? '' : (parts.at(-1) ?? '');
}
