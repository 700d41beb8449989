import type { Service } from '../../model/objects';
import { servicePorts, targetPortOf } from '../../model/service';
import { listed } from '../../terms/sentence';
import { NOT_PROXIED } from './service-port';

/** Why no rule of kube-proxy takes a packet to an address of a Service. */
export function whyUnmatched(key: string, { metadata, spec }: Service, protocol: string, port: number): string {
  const label = NOT_PROXIED.find((each) => Object.hasOwn(metadata.labels ?? {}, each));
  if (label !== undefined) return `kube-proxy leaves Service ${key} alone because of its label ${label}`;
  const ports = servicePorts(spec);
  const has = listed(ports.map((each) => `${each.port} (${each.protocol ?? 'TCP'})`));
  if (ports.some((each) => each.port === port && (each.protocol ?? 'TCP') === protocol)) {
    return `kube-proxy translates a packet once: the cluster IP of Service ${key} cannot be an endpoint`;
  }
  const meant = ports.find((each) => targetPortOf(each) === port || each.nodePort === port);
  const hint =
    meant === undefined
      ? ''
      : `; ${port} is the ${meant.nodePort === port ? 'nodePort' : 'targetPort'} of its port ${meant.port}`;
  return `Service ${key} has no ${protocol} port ${port}, it has ${has || 'none'}${hint}`;
}
