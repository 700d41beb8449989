import * as fc from 'fast-check';
import { CONFIG_SCHEMA } from '../../src/config/schema';
import { INTENTS_SCHEMA } from '../../src/model/intents-file';
import { RULES } from '../../src/rules/all';
import type { JsonSchema } from '../../src/terms/json-schema';
import { junk, number, text } from './values';

/** Texts that mean something in a file of this package. */
const meant = fc.oneof(
  text,
  fc.constantFrom(...RULES.map(({ id }) => id)),
  fc.constantFrom(
    '1.34',
    '1.20',
    'v1.5',
    '10.96.0.0/16',
    'fd00::/108',
    '30000-32767',
    '1-0',
    '2026-12-31',
    '2026-02-30',
  ),
  fc.constantFrom(
    'Service/shop/web',
    'Deployment/web',
    'Pod/shop?app=web',
    'deployment/shop/web',
    'pod/web',
    'outside',
  ),
  fc.constantFrom('node/worker', 'service/shop/web:http', 'service/web:80', 'svc/web', 'http://a.example.com/api'),
  fc.constantFrom('https://[::1]:8443/', 'http://a.example.com:99999/', 'loadbalancer', 'off', 'warning', './rules.js'),
);

function valueOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 30, arbitrary: fc.constant(null).chain(() => described(schema)) },
    { weight: 1, arbitrary: junk },
  );
}

function described(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { type, enum: values, properties, items, additionalProperties, required = [] } = schema as Loose;
  if (values !== undefined) return fc.constantFrom(...values);
  if (type === 'array') return fc.array(valueOf(items ?? {}), { maxLength: 3 });
  if (type === 'number') return number;
  if (properties !== undefined) {
    const fields = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, valueOf(each)]));
    return fc.record(fields, { requiredKeys: [...required] });
  }
  if (typeof additionalProperties === 'object')
    return fc.dictionary(meant, valueOf(additionalProperties), { maxKeys: 3 });
  return meant;
}

interface Loose {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly required?: readonly string[];
}

/** What `cdk8s-net.config.yaml` may hold, mostly. */
export const config = valueOf(CONFIG_SCHEMA);

/** What a file of intents may hold, mostly. */
export const intents = valueOf(INTENTS_SCHEMA);
