import type { JsonSchema } from '../terms/json-schema';
import { NEWEST_MINOR, OLDEST_MINOR } from '../terms/kubernetes-version';
import { CURRENT_PROXY_MODES } from '../terms/proxy-mode';
import type { Config } from './config';

const paths = (description: string, example: string): JsonSchema => ({
  description,
  type: 'array',
  items: { type: 'string', minLength: 1, examples: [example] },
  examples: [[example]],
});

/** What a configuration can say. `options` of `checkManifests` are looked at once more by those who use them. */
const properties = {
  kubernetesVersion: {
    description: `Minor version of the cluster, 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}.`,
    type: 'string',
    default: '1.34',
    examples: ['1.34'],
  },
  namespace: {
    description: 'Namespace of objects that name none.',
    type: 'string',
    default: 'default',
    examples: ['shop'],
  },
  serviceClusterIPRange: paths('Addresses of Services: one CIDR for each IP family.', '10.96.0.0/16'),
  serviceNodePortRange: {
    description: 'Node ports of Services.',
    type: 'string',
    default: '30000-32767',
    examples: ['30000-32767'],
  },
  external: paths(
    'Objects that exist although the input does not hold them: Kind/namespace/name, Kind/name, Pod/namespace?label=value.',
    'Service/shop/payments',
  ),
  provides: {
    description: 'What was installed in the cluster.',
    type: 'array',
    items: { type: 'string', enum: ['loadbalancer'] },
    examples: [['loadbalancer']],
  },
  gatewayApi: {
    description: 'Which CRDs of Gateway API the cluster has.',
    type: 'object',
    additionalProperties: false,
    examples: [{ version: 'v1.5', channel: 'experimental' }],
    properties: {
      version: {
        description: 'Version of the bundle, v1.4 to v1.7 with or without a patch number.',
        type: 'string',
        default: 'v1.7',
        examples: ['v1.5'],
      },
      channel: {
        description: 'Release channel of the bundle.',
        type: 'string',
        enum: ['standard', 'experimental'],
        default: 'standard',
      },
    },
  },
  crds: paths('Files with the CustomResourceDefinitions that the cluster has.', 'crds.yaml'),
  acknowledge: {
    description: 'Findings that are all right, each with the reason.',
    type: 'array',
    examples: [[{ rule: 'links/target-port-undeclared', reason: 'the image listens there' }]],
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['rule', 'reason'],
      examples: [{ rule: 'links/target-port-undeclared', reason: 'the image listens there' }],
      properties: {
        rule: {
          description: 'Id of the rule, as findings carry it.',
          type: 'string',
          examples: ['links/target-port-undeclared'],
        },
        reason: {
          description: 'Why it is all right.',
          type: 'string',
          minLength: 1,
          examples: ['the image listens there'],
        },
        object: {
          description: 'Kind/namespace/name, or Kind/name of a cluster-scoped object. Default: every object.',
          type: 'string',
          examples: ['Service/shop/web'],
        },
        expires: {
          description: 'The last day on which it counts, in UTC. Default: it never expires.',
          type: 'string',
          examples: ['2026-12-31'],
        },
      },
    },
  },
  severities: {
    description: 'Severities by rule id in place of the own ones of the rules; off silences a rule.',
    type: 'object',
    additionalProperties: { type: 'string', enum: ['off', 'info', 'warning', 'error'] },
    examples: [{ 'links/tls-secret-missing': 'off' }],
  },
  rules: {
    description: 'Modules whose default exports are lists of rules, from the folder of the configuration.',
    type: 'array',
    items: { anyOf: [{ type: 'string', minLength: 1, examples: ['./rules.js'] }, { type: 'object' }] },
    examples: [['./rules.js']],
  },
  proxyMode: {
    description: 'How kube-proxy works, for verify and explain.',
    type: 'string',
    enum: CURRENT_PROXY_MODES,
    default: 'iptables',
  },
  failOn: {
    description: 'Lowest severity that fails check and cdk8s synth.',
    type: 'string',
    enum: ['error', 'warning'],
    default: 'error',
  },
  baseline: {
    description: 'File of findings that check leaves out because they were there before.',
    type: 'string',
    minLength: 1,
    examples: ['cdk8s-net.baseline.json'],
  },
  intents: paths('Files of intents that verify proves beside those of the input.', 'intents.yaml'),
  ignore: paths('What is left out of folders, as in .gitignore.', 'test/**'),
  helmValues: paths('Values for every Helm chart in folders.', 'ci/values.yaml'),
} satisfies Record<keyof Config, JsonSchema>;

/** The schema of `cdk8s-net.config.yaml`, which the package publishes as `schema/config.json`. */
export const CONFIG_SCHEMA: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Configuration of cdk8s-net',
  type: 'object',
  additionalProperties: false,
  properties: { $schema: { type: 'string' }, ...properties },
};
