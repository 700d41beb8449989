import { recordOf } from '../terms/maps';
import type { NumberedPort } from './objects';

/**
 * The variables that the kubelet gives containers for one Service, in its order: `MY_SERVICE_SERVICE_HOST`,
 * `MY_SERVICE_SERVICE_PORT`, one `MY_SERVICE_SERVICE_PORT_<NAME>` a named port, and the link variables of Docker
 * (`MY_SERVICE_PORT`, `MY_SERVICE_PORT_80_TCP_ADDR`, ...).
 *
 * None for a Service without a cluster IP: headless (`None`), ExternalName, or not yet allocated.
 *
 * Source: `pkg/kubelet/envvars` of Kubernetes.
 *
 * @param name `metadata.name` of the Service.
 * @param clusterIP Its primary cluster IP; those of other IP families are not told.
 * @param ports Its ports, in the order of the Service.
 */
export function serviceVariables(
  name: string,
  clusterIP: string | undefined,
  ports: readonly Pick<NumberedPort, 'name' | 'port' | 'protocol'>[],
): Record<string, string> {
  const [first] = ports;
  if (clusterIP === undefined || clusterIP === '' || clusterIP === 'None' || first === undefined) return {};
  const prefix = variableName(name);
  const variables: [string, string][] = [
    [`${prefix}_SERVICE_HOST`, clusterIP],
    [`${prefix}_SERVICE_PORT`, String(first.port)],
  ];
  for (const { name: portName = '', port } of ports) {
    if (portName !== '') variables.push([`${prefix}_SERVICE_PORT_${variableName(portName)}`, String(port)]);
  }
  const host = clusterIP.includes(':') ? `[${clusterIP}]` : clusterIP;
  for (const port of ports) {
    const protocol = port.protocol ?? 'TCP';
    const url = `${protocol.toLowerCase()}://${host}:${port.port}`;
    const link = `${prefix}_PORT_${port.port}_${protocol.toUpperCase()}`;
    if (port === first) variables.push([`${prefix}_PORT`, url]);
    variables.push(
      [link, url],
      [`${link}_PROTO`, protocol.toLowerCase()],
      [`${link}_PORT`, String(port.port)],
      [`${link}_ADDR`, clusterIP],
    );
  }
  return recordOf(variables);
}

/** `my-service` -> `MY_SERVICE`. */
function variableName(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
