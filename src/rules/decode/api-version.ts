import { groupMeant, ownKindOf, servedVersion } from '../../model/api-kinds';
import type { Manifest } from '../../model/manifest';
import { goQuote } from '../../terms/go-quote';
import { isObject, stringOr } from '../../terms/json';
import { configMap } from '../example';
import { defineRule } from '../rule';

export const apiVersion = defineRule({
  id: 'decode/api-version',
  source: 'apiserver',
  stage: 'decode',
  severity: 'error',
  kinds: ['*'],
  summary: 'An object names its kind, and a version of the API that serves the kind.',
  why: 'kube-apiserver knows every kind in certain versions only; the beta versions of Ingress and EndpointSlice ended with Kubernetes 1.22 and 1.25.',
  fix: 'Write the apiVersion that serves the kind: v1 for a Service, networking.k8s.io/v1 for an Ingress, discovery.k8s.io/v1 for an EndpointSlice.',
  passing: [
    { title: 'A kind in its version', manifests: configMap('name: settings') },
    {
      title: 'A custom resource that shares the name of a kind',
      manifests: 'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: web }\nspec: {}\n',
    },
  ],
  failing: [
    {
      title: 'An Ingress in a version that ended with Kubernetes 1.22',
      manifests: 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: web }\nspec: {}\n',
      path: 'apiVersion',
      kind: 'Invalid',
    },
    {
      title: 'A Gateway in a group of Kubernetes itself',
      manifests: 'apiVersion: networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: edge }\nspec: {}\n',
      path: 'apiVersion',
      kind: 'Invalid',
    },
    {
      title: 'No kind',
      manifests: 'apiVersion: v1\nmetadata: { name: web }\n',
      path: 'kind',
      kind: 'Required',
    },
    {
      title: 'No apiVersion',
      manifests: 'kind: Service\nmetadata: { name: web }\n',
      path: 'apiVersion',
      kind: 'Required',
    },
  ],
  *check(object) {
    const { apiVersion, kind: given } = object.value as Manifest;
    if (typeof apiVersion === 'string' && servedVersion(stringOr(given)) === apiVersion) return;
    const [version, kind] = [object.at('apiVersion'), object.at('kind')];
    if (!version.present || version.value === '') yield version.required();
    if (!kind.present || kind.value === '') yield kind.required();
    if (version.text === '' || kind.text === '') return;
    const group = isObject(object.value) ? groupMeant(object.value) : undefined;
    if (group !== undefined) {
      const detail = `no matches for kind ${goQuote(kind.text)} in version ${goQuote(version.text)}`;
      yield { ...version.invalid('', { fix: `Write apiVersion: ${group}/v1.` }), detail };
    }
    const served =
      isObject(object.value) && ownKindOf(object.value) !== undefined ? servedVersion(kind.text) : undefined;
    if (served === undefined || served === version.value) return;
    const detail = `no kind ${goQuote(kind.text)} is registered for version ${goQuote(stringOr(version.value))}`;
    yield { ...version.invalid('', { fix: `Write apiVersion: ${served}.` }), detail };
  },
});
