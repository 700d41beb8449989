import { list, openStruct, struct } from './schema';

/**
 * Containers: the fields that are judged. Structs whose fields are all judged are closed, as the API server closes them;
 * the others are open, so that no new field of a Pod is ever a false alarm.
 */

const HTTP_GET = openStruct('HTTPGetAction', {
  path: 'string',
  port: 'intOrString',
  host: 'string',
  scheme: { string: 'URIScheme' },
  httpHeaders: list(struct('HTTPHeader', { name: 'string', value: 'string' })),
});

const ACTIONS = {
  exec: struct('ExecAction', { command: list('string') }),
  httpGet: HTTP_GET,
  tcpSocket: struct('TCPSocketAction', { port: 'intOrString', host: 'string' }),
} as const;

const PROBE = struct('Probe', {
  ...ACTIONS,
  grpc: openStruct('GRPCAction', { port: 'int32', service: 'string' }),
  initialDelaySeconds: 'int32',
  timeoutSeconds: 'int32',
  periodSeconds: 'int32',
  successThreshold: 'int32',
  failureThreshold: 'int32',
  terminationGracePeriodSeconds: 'int64',
});

const LIFECYCLE_HANDLER = struct('LifecycleHandler', {
  ...ACTIONS,
  sleep: struct('SleepAction', { seconds: 'int64' }),
});

const KEY_SELECTOR = { name: 'string', key: 'string', optional: 'boolean' } as const;
const ENV_SOURCE = { name: 'string', optional: 'boolean' } as const;

const ENV_VAR = struct('EnvVar', {
  name: 'string',
  value: 'string',
  valueFrom: openStruct('EnvVarSource', {
    fieldRef: struct('ObjectFieldSelector', { apiVersion: 'string', fieldPath: 'string' }),
    configMapKeyRef: struct('ConfigMapKeySelector', KEY_SELECTOR),
    secretKeyRef: struct('SecretKeySelector', KEY_SELECTOR),
  }),
});

const CONTAINER_PORT = struct('ContainerPort', {
  name: 'string',
  hostPort: 'int32',
  containerPort: 'int32',
  protocol: { string: 'Protocol' },
  hostIP: 'string',
});

export const CONTAINER = openStruct('Container', {
  name: 'string',
  image: 'string',
  command: list('string'),
  args: list('string'),
  ports: list(CONTAINER_PORT),
  env: list(ENV_VAR),
  envFrom: list(
    struct('EnvFromSource', {
      prefix: 'string',
      configMapRef: struct('ConfigMapEnvSource', ENV_SOURCE),
      secretRef: struct('SecretEnvSource', ENV_SOURCE),
    }),
  ),
  volumeMounts: list(openStruct('VolumeMount', { name: 'string', mountPath: 'string' })),
  restartPolicy: { string: 'ContainerRestartPolicy' },
  readinessProbe: PROBE,
  livenessProbe: PROBE,
  startupProbe: PROBE,
  lifecycle: openStruct('Lifecycle', { postStart: LIFECYCLE_HANDLER, preStop: LIFECYCLE_HANDLER }),
});
