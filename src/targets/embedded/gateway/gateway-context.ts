import type { Vantage } from '../../../terms/vantage';
import type { Network } from '../network';
import type { Sockets } from '../sockets';

/** What a gateway needs of the deployment that it belongs to. */
export interface GatewayContext {
  readonly network: Network;
  readonly sockets: Sockets;
  /** Addresses of a name as the vantage point's own resolver has them, best first; none when it does not resolve. */
  readonly resolve: (from: Vantage, name: string) => Promise<readonly string[]>;
}
