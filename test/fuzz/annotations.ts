import * as fc from 'fast-check';
import { ANNOTATION_RULES } from '../../src/model/ingress-nginx/annotation-rules';
import { isObject } from '../../src/terms/json';
import { text } from './values';

const value = fc.oneof(
  text,
  fc.constantFrom(
    'true',
    'false',
    '1',
    '308',
    '50',
    '10k',
    '/$1',
    '/$2/x',
    '/(.*)',
    'nginx',
    'round_robin',
    'HTTPS',
    'GRPC',
  ),
  fc.constantFrom(
    '^(a+)+$',
    '[',
    'a.example.com,b.example.com',
    'https://a.example.com$request_uri',
    '$host',
    'secret/web',
  ),
  fc.constantFrom('return 200;', 'rewrite ^ /a;\nif ($x) { }', 'more_set_headers "a: b"', 'cookie', 'always', 'never'),
);

const annotations = fc.dictionary(
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...ANNOTATION_RULES.keys()) },
    { weight: 1, arbitrary: fc.constantFrom('configuration-snippet', 'server-snippet', 'rewrite-targt', '') },
  ),
  value,
  { minKeys: 1, maxKeys: 6, noNullPrototype: true },
);

type Tree = Readonly<Record<string, unknown>>;

/** The Ingresses among some objects as ingress-nginx serves them, with annotations. */
export function annotated(objects: fc.Arbitrary<readonly Tree[]>): fc.Arbitrary<readonly Tree[]> {
  return fc.tuple(objects, annotations).map(([list, some]) =>
    list.map((object) => {
      if (object.kind !== 'Ingress' || !isObject(object.metadata) || !isObject(object.spec)) return object;
      const prefixed = Object.entries(some).map(([name, given]) => [`nginx.ingress.kubernetes.io/${name}`, given]);
      return {
        ...object,
        metadata: { ...object.metadata, annotations: Object.fromEntries(prefixed) as Tree },
        spec: { ...object.spec, ingressClassName: 'nginx' },
      };
    }),
  );
}
