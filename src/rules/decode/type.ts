import { service } from '../example';
import { defineRule } from '../rule';

export const type = defineRule({
  id: 'decode/type',
  source: 'apiserver',
  stage: 'decode',
  severity: 'error',
  kinds: ['*'],
  facts: 'decoding',
  summary: 'Every field has the JSON type that the API gives it.',
  why: 'kube-apiserver decodes objects into Go structs (encoding/json) and answers 400 before anything else: a number is not a string, an integer has no fraction, and a YAML 1.1 word like yes, on or 1.10 is not a string either.',
  fix: 'Write the type that the message names; quote strings that look like numbers or booleans.',
  passing: [
    { title: 'Quoted, a number is a label', manifests: service("selector: { app: '1' }\nports: [{ port: 80 }]") },
    { title: 'null is the same as nothing', manifests: service('type: null\nports: [{ port: 80, name: null }]') },
  ],
  failing: [
    {
      title: 'A boolean as label: YAML reads yes as true',
      manifests: service('selector: { canary: yes }\nports: [{ port: 80 }]'),
      path: 'spec.selector[canary]',
      kind: 'TypeInvalid',
    },
    {
      title: 'A port in quotes',
      manifests: service("ports: [{ port: '80' }]"),
      path: 'spec.ports[0].port',
      kind: 'TypeInvalid',
    },
    {
      title: 'An object where a list belongs',
      manifests: service('ports: { port: 80 }'),
      path: 'spec.ports',
      kind: 'TypeInvalid',
    },
    {
      title: 'A date without a time',
      manifests: service('ports: [{ port: 80 }]', "name: web\ncreationTimestamp: '2020-01-01'"),
      path: 'metadata.creationTimestamp',
      kind: 'TypeInvalid',
    },
  ],
  *check(_object, { decoding }) {
    for (const { problem, path, value, detail } of decoding) {
      if (problem === 'type') yield { kind: 'TypeInvalid', path, value, detail };
    }
  },
});
