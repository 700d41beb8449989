import { parseClientName } from '../terms/client-name';
import { CLUSTER_DEFAULTS } from '../terms/cluster-defaults';
import type { JsonSchema } from '../terms/json-schema';
import { problemIn } from '../terms/json-schema';
import { nearest } from '../terms/nearest';
import type { Intent, IntentFrom, IntentTo } from './intents';
import { IntentFileError, WORKLOAD_KINDS } from './intents';
import { ManifestError } from './manifest-error';
import { parseManifests, positionOf } from './parse-manifests';

/** Intents as people write them, in YAML or JSON. */
interface WrittenIntents {
  readonly intents: readonly WrittenIntent[];
}

interface WrittenIntent {
  readonly expect: 'allow' | 'deny';
  readonly from: string;
  readonly to: string;
}

/** The schema of such a file, which the package publishes as `schema/intents.json`. */
export const INTENTS_SCHEMA: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Intents of cdk8s-net: what ought to be reachable, and what not',
  type: 'object',
  additionalProperties: false,
  required: ['intents'],
  properties: {
    $schema: { type: 'string' },
    intents: {
      description: 'Each is proven by real traffic.',
      type: 'array',
      examples: [[{ expect: 'allow', from: 'deployment/shop/frontend', to: 'service/shop/api:http' }]],
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['expect', 'from', 'to'],
        examples: [{ expect: 'deny', from: 'outside', to: 'service/shop/database' }],
        properties: {
          expect: {
            description: 'allow: all of them get through. deny: none does.',
            type: 'string',
            enum: ['allow', 'deny'],
            examples: ['allow'],
          },
          from: {
            description:
              'Who connects: kind/name or kind/namespace/name of a workload, node/NAME, outside, or outside/ADDRESS.',
            type: 'string',
            examples: ['deployment/shop/frontend'],
          },
          to: {
            description:
              'To what: service/name or service/namespace/name with the name or number of a port behind a colon, or all of its ports, or a URL of http or https.',
            type: 'string',
            examples: ['service/shop/api:http'],
          },
        },
      },
    },
  },
};

/**
 * Reads intents that people wrote, in YAML or JSON.
 *
 * @param source what to call the file
 * @param namespace of names without one
 * @throws IntentFileError for what cannot be meant
 */
export function readIntents(
  text: string,
  source: string,
  namespace: string = CLUSTER_DEFAULTS.namespace,
): readonly Intent[] {
  const [file = {}, ...more] = parse(text, source);
  const fail = (path: string, problem: string, remedy: string): never => {
    const { line, column } = positionOf(file, path) ?? { line: 1, column: 1 };
    throw new IntentFileError(`${source}:${line}:${column}`, path, problem, remedy);
  };
  if (more.length > 0) fail('', 'has several documents', 'write one');
  const wrong = problemIn(file, INTENTS_SCHEMA);
  if (wrong !== undefined) {
    const given = wrong.value === undefined ? '' : `${JSON.stringify(wrong.value)} `;
    fail(wrong.path, `${given}${wrong.bound}`, wrong.remedy);
  }
  const { intents } = file as unknown as WrittenIntents;
  return intents.map(({ expect, from, to }, index) => {
    const path = `intents[${index}]`;
    const refuse = (field: string, value: string, { bound, remedy }: Refusal): never =>
      fail(`${path}.${field}`, `${JSON.stringify(value)} ${bound}`, remedy);
    const [client, destination] = [sourceOf(from, namespace), destinationOf(to, namespace)];
    return {
      id: `${source}#${index + 1}`,
      construct: source,
      expect,
      from: 'bound' in client ? refuse('from', from, client) : client,
      to: 'bound' in destination ? refuse('to', to, destination) : destination,
    };
  });
}

/** What is wrong with a text, and what to write in its place. */
interface Refusal {
  readonly bound: string;
  readonly remedy: string;
}

function parse(text: string, source: string) {
  try {
    return parseManifests(text, { source });
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    const { line, column, reason } = error;
    throw new IntentFileError(`${source}:${line}:${column}`, '', reason, 'write a mapping of YAML or JSON');
  }
}

function sourceOf(from: string, namespace: string): IntentFrom | Refusal {
  const client = parseClientName(from, namespace);
  if ('outside' in client) return client;
  const remedy =
    'write kind/name or kind/namespace/name of a workload, node/NAME, outside, or outside/ADDRESS with an IP address';
  if ('node' in client) return client.node === '' ? { bound: 'names no node', remedy } : client;
  const kind = WORKLOAD_KINDS.find((each) => each.toLowerCase() === client.kind);
  const [ownNamespace = '', name = '', ...rest] = client.key.split('/');
  if (kind !== undefined && ownNamespace !== '' && name !== '' && rest.length === 0) {
    return { workload: { kind, namespace: ownNamespace, name } };
  }
  const meant = nearest(client.kind, [...WORKLOAD_KINDS.map((each) => each.toLowerCase()), 'node', 'outside']);
  return {
    bound: 'is nobody who connects',
    remedy: kind === undefined && meant !== undefined ? `did you mean ${meant}?` : remedy,
  };
}

const SERVICE = /^(?:service|svc)\/(?:(?<namespace>[^/:]+)\/)?(?<name>[^/:]+)(?::(?<port>[^/:]+))?$/;

function destinationOf(to: string, namespace: string): IntentTo | Refusal {
  if (/^https?:\/\//.test(to)) {
    return URL.canParse(to) ? { url: to } : { bound: 'is not a URL', remedy: 'write it out: http://host/path' };
  }
  const { namespace: own = namespace, name, port } = SERVICE.exec(to)?.groups ?? {};
  if (name === undefined) {
    const remedy =
      'write service/name or service/namespace/name, with :port for one of its ports, or a URL of http or https';
    return { bound: 'names nothing to connect to', remedy };
  }
  const service = { namespace: own, name };
  if (port === undefined) return { service };
  return { service, port: /^\d+$/.test(port) ? Number(port) : port };
}
