import type { ConnectionVerdict, NotRunVerdict, Probe, RequestVerdict } from '../../../probes/probe';
import type { Vantage } from '../../../terms/vantage';
import type { Addresses } from '../addresses';
import type { Aliases } from '../aliases';
import type { ClusterView } from '../cluster-view';
import type { Gateways } from '../gateways';
import type { ProberRequest, RawReply } from '../prober/requests';
import type { Services } from '../services';

/** What one more connection, or request, came to. */
export type Observed = ConnectionVerdict | RequestVerdict | NotRunVerdict;

/** What evidence is gathered from. */
export interface EvidenceContext {
  readonly view: ClusterView;
  readonly addresses: Addresses;
  readonly aliases: Aliases;
  readonly services: Services;
  readonly gateways: Gateways;
  /** Sends one request from a vantage point. */
  ask(from: Vantage, request: ProberRequest): Promise<readonly RawReply[]>;
  /** The verdict on one more connection. */
  observe(probe: Probe): Promise<Observed>;
  /** What a command prints on a node. */
  command(node: string, command: readonly string[]): Promise<string>;
  /** What happened to an object, as the cluster tells it. */
  events(kind: string, namespace: string, name: string): Promise<readonly string[]>;
}
