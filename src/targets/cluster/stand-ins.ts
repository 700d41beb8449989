import { isAgnhost, listenersOf } from '../../dataplane/pods/container-listeners';
import { isEchoBasic } from '../../dataplane/pods/echo-basic';
import { notReadyReason } from '../../dataplane/pods/readiness';
import type { Container, EnvVar, PodSpec, ProbeHandler } from '../../model/objects';
import type { JsonObject } from '../../terms/json';
import { isObject } from '../../terms/json';

/** The image of the Kubernetes e2e tests: netexec, which says who it is and whom it sees, beside bash, curl and dig. */
export const STAND_IN_IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.53';

/**
 * A Pod spec in which every container is a netexec that listens on the ports the container declares, so that a network
 * can be proven before its images exist. What decides on placement, names and addresses stays; what belongs to
 * the image (commands, volumes, accounts, users, limits) goes, for it would only keep the stand-in from starting.
 */
export function withStandIns(spec: PodSpec): PodSpec {
  const { initContainers = [], containers = [], ...rest } = spec;
  const mounted = new Set(
    containers.filter(isEchoBasic).flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name)),
  );
  const volumes = (rest.volumes ?? []).filter(({ name, secret }) => secret !== undefined && mounted.has(name));
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
  return {
    ...without(rest, OF_THE_IMAGE),
    ...(volumes.length === 0 ? {} : { volumes }),
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: GRACE_SECONDS,
    ...(sidecars.length === 0 ? {} : { initContainers: sidecars.map(standIn) }),
    containers: containers.map(standIn),
  } as PodSpec;
}

/**
 * It does not heed the signal to stop. Whoever has it go with what made it does not say how soon, and what is said later than that
 * is not heard: it would run for half a minute after the API server has forgotten it.
 */
const GRACE_SECONDS = 1;

const OF_THE_IMAGE = [
  'volumes',
  'serviceAccount',
  'serviceAccountName',
  'imagePullSecrets',
  'securityContext',
  'runtimeClassName',
  'ephemeralContainers',
];

/** Whether a Pod has a container that stands in for an image. */
export function isStandIn({ spec }: { readonly spec: PodSpec }): boolean {
  return spec.containers?.some(({ command = [] }) => command[3] === STAND_IN) === true;
}

const STAND_IN = 'stand-in';

function standIn(container: Container): Container {
  if (isEchoBasic(container)) return echo(container);
  const kept = {
    ...(container.name === undefined ? {} : { name: container.name }),
    imagePullPolicy: 'IfNotPresent',
    ...(container.restartPolicy === undefined ? {} : { restartPolicy: container.restartPolicy }),
    ...(container.ports === undefined ? {} : { ports: container.ports }),
    ...environment(container),
    ...probes(container),
  };
  const ofItself = isAgnhost(container) ? { ...kept, ...probesAsTheyAre(container) } : kept;
  if (isAgnhost(container) && !isPlainNetexec(container)) return { ...asItIs(container), ...ofItself };
  return { ...ofItself, image: STAND_IN_IMAGE, command: ['bash', '-c', SERVE, STAND_IN, ...listeners(container)] };
}

/** The image of the conformance tests of Gateway API tells every request that it gets: it runs as it was told to. */
function echo({ name = '', image = '', ports, env, volumeMounts, readinessProbe }: Container): Container {
  return {
    name,
    image,
    ...(ports === undefined ? {} : { ports }),
    ...(env === undefined ? {} : { env }),
    ...(volumeMounts === undefined ? {} : { volumeMounts }),
    ...(readinessProbe === undefined ? {} : { readinessProbe }),
  };
}

/** Whether a container that was meant to be agnhost does what a stand-in does. */
function isPlainNetexec({ command = [], args = [] }: Container): boolean {
  const [subcommand, ...flags] = [...command.slice(1), ...args];
  return subcommand === 'netexec' && flags.every((flag) => /^--(http-port|udp-port|delay-shutdown)=\d+$/.test(flag));
}

/**
 * Starts one netexec for every argument `http-port:udp-port`, and ends when one of them does, for example because its
 * port is taken. Without any it only waits: nothing listens. As the first process of its container it does not heed a
 * signal to stop: a Pod that terminates goes on serving until its grace period is over.
 *
 * USR1 has it answer every path with its name, USR2 answer as netexec does: behind an Ingress only the path that a rule takes
 * gets through, and that one tells nobody's name.
 */
export const SERVE = [
  'trap "again=1 mode=--http-override=/hostname" USR1',
  'trap "again=1 mode=" USR2',
  'while :; do',
  '  again= running=()',
  '  for ports; do',
  '    /agnhost netexec --http-port="${ports%:*}" --udp-port="${ports#*:}" $mode & running+=($!)',
  '  done',
  '  if (( ! $# )); then sleep 2147483 & running+=($!); fi',
  // Not told which, it tells now and then of one that was killed before.
  '  wait -n "${running[@]}"',
  '  [[ -n $again ]] || exit 1',
  '  kill -9 "${running[@]}"; until wait; do :; done',
  'done',
].join('\n');

/** netexec takes a port that nobody knows where it is told 0. Without UDP (-1) it would call itself unhealthy. */
function listeners(container: Container): string[] {
  const listening = listenersOf({ containers: [container] });
  const of = (wanted: string) => listening.flatMap(({ protocol, port }) => (protocol === wanted ? [port] : []));
  return [...of('TCP').map((port) => `${port}:0`), ...of('UDP').map((port) => `0:${port}`)];
}

/** Plain values stay; what refers to other objects must not fail when they are not there. */
function environment({ env, envFrom }: Container): Partial<Container> {
  return {
    ...(env === undefined ? {} : { env: env.map(optionalValue) }),
    ...(envFrom === undefined ? {} : { envFrom: envFrom.map((source) => optionalRefs(source)) }),
  };
}

function optionalValue(variable: EnvVar): EnvVar {
  return variable.valueFrom === undefined ? variable : { ...variable, valueFrom: optionalRefs(variable.valueFrom) };
}

function optionalRefs(source: unknown): unknown {
  if (!isObject(source)) return source;
  return Object.fromEntries(
    Object.entries(source).map(([name, ref]) => [
      name,
      REFS.has(name) && isObject(ref) ? { ...ref, optional: true } : ref,
    ]),
  );
}

const REFS = new Set(['configMapRef', 'secretRef', 'configMapKeyRef', 'secretKeyRef']);

/**
 * A readiness probe that asks a port stays: a stand-in answers on every port that is declared, on every path. A command
 * of the image cannot run here; it is taken to succeed, unless it is known never to.
 */
function probes({ readinessProbe, startupProbe }: Container): Partial<Container> {
  return {
    ...(readinessProbe === undefined || !isKept(readinessProbe) ? {} : { readinessProbe: plain(readinessProbe) }),
    ...(startupProbe === undefined || !isKept(startupProbe) ? {} : { startupProbe: plain(startupProbe) }),
  };
}

/** agnhost itself was meant: it runs as it was told to, only without limits, for probes are sent from inside of it. */
function asItIs({ name = '', image = STAND_IN_IMAGE, command, args }: Container): Container {
  return { name, image, ...(command === undefined ? {} : { command }), ...(args === undefined ? {} : { args }) };
}

function probesAsTheyAre({ readinessProbe, startupProbe }: Container): Partial<Container> {
  return {
    ...(readinessProbe === undefined ? {} : { readinessProbe: { ...readinessProbe, ...AT_ONCE } }),
    ...(startupProbe === undefined ? {} : { startupProbe: { ...startupProbe, ...AT_ONCE } }),
  };
}

/** A stand-in needs no time to warm up. */
const AT_ONCE = {
  initialDelaySeconds: 0,
  periodSeconds: 1,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
};

function isKept(probe: ProbeHandler): boolean {
  if (probe.exec === undefined) return probe.httpGet !== undefined || probe.tcpSocket !== undefined;
  return notReadyReason({ containers: [{ name: 'probed', readinessProbe: { exec: probe.exec } }] }, []) !== undefined;
}

/** A stand-in speaks no TLS, and is asked at its Pod's address. */
function plain(given: ProbeHandler): ProbeHandler {
  const probe = { ...given, ...AT_ONCE };
  if (probe.httpGet === undefined) return probe;
  const httpGet: JsonObject = without(probe.httpGet, ['scheme', 'host']);
  return { ...probe, httpGet: httpGet };
}

function without(object: object, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));
}
