import type { Manifest } from '../../src/model/manifest';
import type { Build } from './list';
import * as o from './objects';

const { many, name, numbers } = o;
const WEB = [o.service('web'), o.deployment('web')];

/** What rules look at: each item, each item with the number before it, and a value that is listed. */
const RULES = ['self.all(x, x.size() > 0)', 'self.size() > 0', "'app-1' in self"].map((rule) => ({ rule }));

const DEFINITION: Manifest = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema() } }],
  },
};

function schema(): object {
  const text = { type: 'string', maxLength: 30, pattern: '^[a-z0-9-]+$' };
  const entry = {
    type: 'object',
    required: ['name'],
    properties: { name: text, port: { type: 'integer', default: 80 } },
  };
  return {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        properties: {
          names: { type: 'array', items: text, 'x-kubernetes-validations': RULES },
          set: { type: 'array', items: text, 'x-kubernetes-list-type': 'set' },
          map: { type: 'array', items: entry, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] },
          unique: { type: 'array', items: text, uniqueItems: true },
          pairs: { type: 'object', additionalProperties: text },
        },
      },
    },
  };
}

function widget(title: string, spec: object): Manifest {
  return { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: title }, spec };
}

const of =
  (field: string, value: (size: number) => unknown): Build =>
  (size) => [...WEB, DEFINITION, widget('web', { [field]: value(size) })];
const names = (size: number) => numbers(size).map(name);

/** Resources of a definition of the input, and lists within one. */
export const CUSTOM: Readonly<Record<string, Build>> = {
  'custom resources': (size) => [...WEB, DEFINITION, ...many(size, (n) => [widget(name(n), { names: [name(n)] })])],
  'items of a custom resource, with rules': of('names', names),
  'items of a custom resource, a set': of('set', names),
  'items of a custom resource, all the same': of('set', (size) => many(size, () => ['a'])),
  'items of a custom resource, a map': of('map', (size) => names(size).map((each) => ({ name: each }))),
  'items of a custom resource, unique': of('unique', names),
  'pairs of a custom resource': of('pairs', (size) => Object.fromEntries(names(size).map((each) => [each, each]))),
};
