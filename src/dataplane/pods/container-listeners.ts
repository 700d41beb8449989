import type { Container, PodSpec, Protocol } from '../../model/objects';
import type { SaidPort } from '../../model/undeclared-listeners';
import { containerPorts, servingContainers } from '../../model/workload';
import type { ContainerListener } from '../running-pod';
import { echoListeners, isEchoBasic } from './echo-basic';
import { imageName } from './image-name';

/**
 * What the containers of a Pod listen on. agnhost (the image of the Kubernetes e2e tests) is told by its arguments, echo-basic (that of the
 * Gateway API's conformance tests) by its environment; every other image is stood in for by a netexec that listens on the ports which the container declares.
 *
 * One port of a Pod has one listener: the first container that asks for it, as in a real network namespace.
 *
 * @param namespace of the Pod, whose Secrets it mounts
 * @param said ports that a container does not declare, but is said to listen on. Default: none.
 */
export function listenersOf(
  spec: PodSpec,
  said: readonly SaidPort[] = [],
  namespace = '',
): readonly ContainerListener[] {
  const containers = servingContainers(spec);
  const listeners = new Map<string, ContainerListener>();
  for (const listener of [
    ...containers.flatMap((container) =>
      isEchoBasic(container) ? echoListeners(container, spec, namespace) : containerListeners(container),
    ),
    ...containers
      .filter((container) => !isAgnhost(container) && !isEchoBasic(container))
      .flatMap((container) => saidOf(container, said)),
  ]) {
    const key = `${listener.protocol} ${listener.port}`;
    if (!listeners.has(key)) listeners.set(key, listener);
  }
  return [...listeners.values()];
}

function saidOf({ name = '' }: Container, said: readonly SaidPort[]): readonly ContainerListener[] {
  return said.filter(({ container }) => container === name).map((port) => ({ ...port, answers: 'netexec' }));
}

/** Whether a container runs agnhost, whose behaviour is known from its arguments. */
export function isAgnhost({ image = '', command = [] }: Container): boolean {
  const [program] = command;
  return program === undefined ? imageName(image) === 'agnhost' : program.endsWith('/agnhost') || program === 'agnhost';
}

function containerListeners(container: Container): readonly ContainerListener[] {
  if (!isAgnhost(container)) return declared(container);
  const { name = '' } = container;
  const [subcommand = 'pause', ...flags] = [...(container.command ?? []).slice(1), ...(container.args ?? [])];
  const listener = (port: number, protocol: Protocol, answers: ContainerListener['answers']) =>
    port > 0 ? [{ container: name, port, protocol, answers }] : [];
  switch (subcommand) {
    case 'pause':
      return [];
    case 'netexec':
      return [
        ...listener(flagOf(flags, 'http-port', 8080), 'TCP', 'netexec'),
        ...listener(flagOf(flags, 'udp-port', 8081), 'UDP', 'netexec'),
        ...listener(flagOf(flags, 'sctp-port', -1), 'SCTP', 'netexec'),
      ];
    case 'serve-hostname':
      return listener(flagOf(flags, 'port', 9376), 'TCP', 'hostname');
    default:
      return declared(container);
  }
}

function declared(container: Container): readonly ContainerListener[] {
  return containerPorts(container).map(({ containerPort, protocol = 'TCP' }) => ({
    container: container.name ?? '',
    port: containerPort,
    protocol,
    answers: 'netexec',
  }));
}

/** `--name=8080` or `--name 8080`; the last one counts. */
function flagOf(flags: readonly string[], name: string, otherwise: number): number {
  let value = otherwise;
  for (const [index, flag] of flags.entries()) {
    if (flag.startsWith(`--${name}=`)) value = Number(flag.slice(name.length + 3));
    else if (flag === `--${name}`) value = Number(flags[index + 1]);
  }
  return value;
}
