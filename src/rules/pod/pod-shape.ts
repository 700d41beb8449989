import type { Cursor } from '../cursor';

/** The containers of a Pod, then those that run before them: the order in which the API server validates. */
export function containersOf(pod: Cursor): readonly Cursor[] {
  return [...pod.at('spec', 'containers').items(), ...pod.at('spec', 'initContainers').items()];
}

/** The same in the order in which they start: the order in which the API server warns. */
export function startingContainersOf(pod: Cursor): readonly Cursor[] {
  return [...pod.at('spec', 'initContainers').items(), ...pod.at('spec', 'containers').items()];
}

/** The ports of all containers of a Pod. */
export function portsOf(pod: Cursor): readonly Cursor[] {
  return containersOf(pod).flatMap((container) => container.at('ports').items());
}

/** The number here; 0 if there is none, as in Go. */
export function numberAt(place: Cursor): number {
  return typeof place.value === 'number' ? place.value : 0;
}

/** The protocol of a port, which is TCP by default. */
export function protocolAt(port: Cursor): string {
  const { text } = port.at('protocol');
  return text === '' ? 'TCP' : text;
}

/** The containers that keep running: init containers count when they are sidecars. */
export function runningContainersOf(pod: Cursor): readonly Cursor[] {
  const sidecars = pod.at('spec', 'initContainers').items().filter(isSidecar);
  return [...pod.at('spec', 'containers').items(), ...sidecars];
}

/** Whether an init container goes on running. */
export function isSidecar(container: Cursor): boolean {
  return container.at('restartPolicy').value === 'Always';
}

export const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** The probes of a Pod. */
export function probesOf(pod: Cursor): readonly Cursor[] {
  return runningContainersOf(pod).flatMap((container) =>
    PROBES.map((probe) => container.at(probe)).filter(({ present }) => present),
  );
}

/** Whatever has a handler: probes, and the hooks of a container's lifecycle. */
export function handledOf(pod: Cursor): readonly Cursor[] {
  const hooks = runningContainersOf(pod).flatMap((container) =>
    ['postStart', 'preStop'].map((hook) => container.at('lifecycle', hook)).filter(({ present }) => present),
  );
  return [...probesOf(pod), ...hooks];
}

/** The handlers of a probe or a hook, in the order in which the API server looks for them; only the first one counts. */
export function handlersOf(handled: Cursor): readonly Cursor[] {
  return ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep']
    .map((handler) => handled.at(handler))
    .filter(({ present }) => present);
}

/** The handlers of a Pod that count, of one type. */
export function countingHandlers(pod: Cursor, type: string): readonly Cursor[] {
  return handledOf(pod).flatMap((handled) => {
    const [first] = handlersOf(handled);
    return first !== undefined && first === handled.at(type) ? [first] : [];
  });
}
