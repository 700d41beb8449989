import { goQuote } from '../../terms/go-quote';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { gatewayApi } from './examples';

export const version = defineRule({
  id: 'custom-resource/version',
  source: 'apiserver',
  stage: 'decode',
  severity: 'error',
  kinds: ['*'],
  facts: 'custom',
  summary: 'The definition of a custom resource serves the version that the object names.',
  why: 'kube-apiserver answers 404 to kinds and versions that no CustomResourceDefinition serves; kubectl says that there are no matches for the kind.',
  fix: 'Name a version that is served, or install the CRDs that serve this one.',
  passing: [
    {
      title: 'A version that is served',
      manifests: gatewayApi('GatewayClass', '{ controllerName: example.com/controller }', 'name: a'),
    },
  ],
  failing: [
    {
      title: 'A version that no bundle of Gateway API has',
      manifests: gatewayApi('GatewayClass', '{ controllerName: example.com/controller }', 'name: a', 'v2'),
      path: 'apiVersion',
      kind: 'Invalid',
    },
  ],
  *check(object, { custom, object: { apiVersion, kind } }) {
    if (custom === undefined || custom.decoded !== undefined) return;
    const { definition } = custom;
    const served = definition === undefined ? [] : [...definition.versions.keys()];
    const detail = `no matches for kind ${goQuote(kind)} in version ${goQuote(apiVersion)}`;
    const fix =
      definition === undefined || served.length === 0
        ? {}
        : { fix: `Versions that are served: ${listed(served.map((name) => `${definition.group}/${name}`))}.` };
    yield { ...object.at('apiVersion').invalid('', fix), detail };
  },
});
