import { alwaysFails } from '../../model/failing-command';
import type { Container, PodSpec, ProbeHandler } from '../../model/objects';
import { unknownGateOf } from '../../model/readiness-gates';
import { servingContainers } from '../../model/workload';
import type { ContainerListener } from '../running-pod';
import { isAgnhost } from './container-listeners';

/**
 * Why a Pod never becomes Ready, or undefined when it does: a readiness or startup probe that cannot succeed, or a
 * readiness gate, whose condition nobody sets. Commands that are not known to fail are taken to succeed.
 */
export function notReadyReason(spec: PodSpec, listeners: readonly ContainerListener[]): string | undefined {
  for (const container of servingContainers(spec)) {
    for (const field of ['startupProbe', 'readinessProbe'] as const) {
      const handler = container[field];
      const why = handler === undefined ? undefined : failureOf(handler, container, listeners);
      if (why !== undefined) return `${field} of container ${container.name ?? ''} never succeeds: ${why}`;
    }
  }
  const gate = unknownGateOf(spec);
  return gate === undefined ? undefined : `nobody sets the condition of its readiness gate ${gate}`;
}

function failureOf(
  handler: ProbeHandler,
  container: Container,
  listeners: readonly ContainerListener[],
): string | undefined {
  const { httpGet, tcpSocket, grpc, exec } = handler;
  if (exec !== undefined) return alwaysFails(exec.command) ? `it runs ${exec.command?.join(' ') ?? ''}` : undefined;
  if (grpc !== undefined && isAgnhost(container)) return 'agnhost does not speak gRPC';
  const port = httpGet?.port ?? tcpSocket?.port ?? grpc?.port;
  if (port === undefined) return undefined;
  const number = typeof port === 'number' ? port : container.ports?.find(({ name }) => name === port)?.containerPort;
  if (number === undefined) return `the container has no port named ${port}`;
  const listens = listeners.some((listener) => listener.port === number && listener.protocol === 'TCP');
  return listens ? undefined : `nobody in the Pod listens on TCP port ${number}`;
}
