import type { Construct } from 'constructs';
import type { ClusterServiceProps } from './cluster-ip-service';
import { NODE_PORT_SERVICE } from './props-schema';
import { Service } from './service';
import type { CheckedPorts, NodeServicePortProps } from './service-port';

/** Properties of `NodePortService`. */
export interface NodePortServiceProps<
  Ports extends readonly NodeServicePortProps[] = readonly NodeServicePortProps[],
> extends ClusterServiceProps {
  /** At least one port. Several need names, which `port()` then takes. */
  readonly ports: Ports & CheckedPorts<Ports, NodeServicePortProps>;
}

/** A Service of type NodePort: a ClusterIP Service that every node also serves on a port of its own. */
export class NodePortService<
  const Ports extends readonly NodeServicePortProps[] = readonly NodeServicePortProps[],
> extends Service<Ports> {
  /**
   * @throws DiagnosticError for ports and node ports that no cluster accepts.
   * @throws ConstructError for a selector that a Service cannot have.
   */
  constructor(scope: Construct, id: string, props: NodePortServiceProps<Ports>) {
    super(scope, id, { type: 'NodePort', schema: NODE_PORT_SERVICE }, props);
  }
}
