import type { ContainerPort } from '../../../model/objects';
import type { Workload } from '../../../model/workload';
import { containerPorts, protocolOf } from '../../../model/workload';
import type { Cursor } from '../../cursor';
import { containersAt } from './workload-at';

/** A port of the node that the Pods of a workload take. */
export interface HostPortAt {
  readonly at: () => Cursor;
  readonly number: number;
  readonly port: ContainerPort;
}

/** The ports of their nodes that the Pods of a workload take: hostPorts, or all ports of Pods in the network of the node. */
export function hostPortsAt(object: Cursor, workload: Workload): readonly HostPortAt[] {
  const { hostNetwork = false } = workload.spec;
  return containersAt(object, workload, 'serving').flatMap(({ container, at }) =>
    containerPorts(container).flatMap((port, index) => {
      const number = port.hostPort ?? (hostNetwork ? port.containerPort : 0);
      if (number === 0) return [];
      const field = port.hostPort === undefined ? 'containerPort' : 'hostPort';
      return [{ at: () => at().at('ports').key(index).at(field), number, port }];
    }),
  );
}

/** One key for what can be taken once on a node. */
export function hostPortKey({ number, port }: Pick<HostPortAt, 'number' | 'port'>): string {
  return `${number}/${protocolOf(port)} ${port.hostIP ?? ''}`;
}
