import { alwaysFails } from '../../model/failing-command';
import { mayGetSidecar } from '../../model/injected-sidecar';
import type { Container, ProbeHandler } from '../../model/objects';
import type { Workload } from '../../model/workload';
import { containerPorts, protocolOf, servingContainers, WORKLOAD_KINDS } from '../../model/workload';
import { isObject } from '../../terms/json';
import { mistypedNumber, nearest } from '../../terms/nearest';
import { listed } from '../../terms/sentence';
import type { Cursor, Finding } from '../cursor';
import { defineRule } from '../rule';
import { deployment } from './examples';
import { containersAt, workloadAt } from './facts/workload-at';

const PORTS = 'ports: [{ name: http, containerPort: 8080 }]';

export const readinessNever = defineRule({
  id: 'links/readiness-never',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: WORKLOAD_KINDS,
  summary: 'The probes of a container can succeed.',
  why: 'A Pod whose readiness or startup probe never succeeds is never ready: it is not an endpoint of any Service, and connections are refused.',
  fix: 'Probe a port that the container listens on.',
  passing: [
    {
      title: 'The probe names a port of the container',
      manifests: deployment(
        'web',
        '{ app: web }',
        `{ name: web, image: web, ${PORTS}, readinessProbe: { httpGet: { port: http } } }`,
      ),
    },
    {
      title: 'A number, where the container declares no ports at all',
      manifests: deployment(
        'web',
        '{ app: web }',
        '{ name: web, image: web, readinessProbe: { tcpSocket: { port: 8080 } } }',
      ),
    },
  ],
  failing: [
    {
      title: 'The container has no port of that name',
      manifests: deployment(
        'web',
        '{ app: web }',
        `{ name: web, image: web, ${PORTS}, readinessProbe: { httpGet: { port: web } } }`,
      ),
      path: 'spec.template.spec.containers[0].readinessProbe.httpGet.port',
      kind: 'NotFound',
    },
    {
      title: 'A number that no container declares',
      manifests: deployment(
        'web',
        '{ app: web }',
        `{ name: web, image: web, ${PORTS}, readinessProbe: { tcpSocket: { port: 8081 } } }`,
      ),
      path: 'spec.template.spec.containers[0].readinessProbe.tcpSocket.port',
      kind: 'NotFound',
    },
    {
      title: 'A command that always fails',
      manifests: deployment(
        'web',
        '{ app: web }',
        `{ name: web, image: web, readinessProbe: { exec: { command: ['false'] } } }`,
      ),
      path: 'spec.template.spec.containers[0].readinessProbe.exec.command',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const workload = workloadAt(object, context);
    if (workload === undefined || workload.finite) return;
    for (const { at, container } of containersAt(object, workload, 'serving')) {
      for (const name of ['readinessProbe', 'startupProbe', 'livenessProbe'] as const) {
        const probe = container[name];
        const finding = isObject(probe) ? judge(() => at().at(name), probe, container, workload) : undefined;
        if (finding === undefined) continue;
        const likely = finding.severity !== undefined;
        if (likely && (name === 'livenessProbe' || mayGetSidecar(workload, context.model))) continue;
        if (likely && name === 'startupProbe' && portOf(probe) === portOf(container.readinessProbe)) continue;
        yield name === 'readinessProbe' ? finding : { ...finding, why: RESTARTED };
      }
    }
  },
});

const RESTARTED =
  'The kubelet restarts a container whose startup or liveness probe fails, again and again: its Pod never stays an endpoint of a Service.';

const HANDLERS = ['httpGet', 'tcpSocket', 'grpc'] as const;

function judge(at: () => Cursor, probe: ProbeHandler, container: Container, workload: Workload): Finding | undefined {
  if (alwaysFails(probe.exec?.command)) {
    return at()
      .at('exec', 'command')
      .invalid('always fails', { fix: 'Run a command that can succeed, or remove the probe.' });
  }
  for (const handler of HANDLERS) {
    const target: unknown = probe[handler];
    if (!isObject(target) || target.host !== undefined) continue;
    return judgePort(() => at().at(handler, 'port'), target.port, container, workload);
  }
  return undefined;
}

/** The port that a probe dials, to say the same of it once only. */
function portOf(probe: ProbeHandler | undefined): string {
  return String(HANDLERS.flatMap((handler) => probe?.[handler]?.port ?? [])[0]);
}

function judgePort(at: () => Cursor, port: unknown, container: Container, { spec }: Workload): Finding | undefined {
  if (typeof port === 'string' && !/^\d+$/.test(port)) return judgeName(at, port, container);
  const number = Number(port);
  const declared = servingContainers(spec).flatMap(containerPorts);
  const same = declared.filter(({ containerPort }) => containerPort === number);
  if (declared.length === 0 || Number.isNaN(number) || same.some((one) => protocolOf(one) === 'TCP')) return undefined;
  const ports = declared.map(({ containerPort, name }) =>
    name === undefined ? `${containerPort}` : `${name} ${containerPort}`,
  );
  const detail =
    same.length > 0
      ? `port ${number} is declared with protocol ${same.map(protocolOf).join(', ')} only`
      : `no container declares port ${number}: there are ${listed(ports)}`;
  const meant = mistypedNumber(
    number,
    declared.map(({ containerPort }) => containerPort),
  );
  if (meant === undefined) return at().notFound(detail, { severity: 'info', why: OPTIONAL });
  return at().notFound(detail, { severity: 'warning', why: OPTIONAL, fix: `Did you mean \`port: ${meant}\`?` });
}

const OPTIONAL = 'Declaring a port is optional, so something may listen there; if nothing does, the probe fails.';

/** A name is looked up in the container itself (`ResolveContainerPort` of the kubelet). */
function judgeName(at: () => Cursor, port: string, container: Container): Finding | undefined {
  const names = containerPorts(container).flatMap(({ name }) => name ?? []);
  if (names.includes(port)) return undefined;
  const meant = nearest(port, names) ?? (names.length === 1 ? names[0] : undefined);
  const there = names.length === 0 ? 'it names no port' : `it has ${listed(names)}`;
  return at().notFound(`container ${container.name ?? ''} has no port named ${port}: ${there}`, {
    ...(meant === undefined ? {} : { fix: `Did you mean \`port: ${meant}\`?` }),
  });
}
