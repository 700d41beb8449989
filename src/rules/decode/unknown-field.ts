import { nearest } from '../../terms/nearest';
import { service } from '../example';
import { defineRule } from '../rule';

export const unknownField = defineRule({
  id: 'decode/unknown-field',
  source: 'apiserver',
  stage: 'decode',
  severity: 'error',
  kinds: ['*'],
  facts: 'decoding',
  summary: 'Every field is one that the API has, in the same letters.',
  why: 'kubectl asks kube-apiserver for strict decoding (fieldValidation=Strict), which answers 400 to fields that it does not know; without it the field would be dropped in silence.',
  fix: 'Correct the name, mind capitals, or leave the field out.',
  passing: [{ title: 'Fields in the letters of the API', manifests: service('clusterIP: None') }],
  failing: [
    {
      title: 'A capital letter is missing',
      manifests: service('ports: [{ port: 80, targetport: 8080 }]'),
      path: 'spec.ports[0].targetport',
      kind: 'Invalid',
    },
    {
      title: 'A field that was removed from the API',
      manifests: service("ports: [{ port: 80 }]\ntopologyKeys: ['*']"),
      path: 'spec.topologyKeys',
      kind: 'Invalid',
    },
  ],
  *check(_object, { decoding }) {
    for (const { problem, path, value, detail, known = [] } of decoding) {
      if (problem !== 'unknownField') continue;
      const name = path.slice(path.lastIndexOf('.') + 1);
      const meant = nearest(name, known);
      const fix = meant === undefined ? {} : { fix: `Did you mean ${meant}?` };
      yield { kind: 'Invalid', path, value, detail, ...fix };
    }
  },
});
