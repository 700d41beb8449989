import type { Protocol } from '../../model/objects';
import type { Listener } from '../flow';
import type { GatewayRouter } from './router';

/** The addresses of Gateways, and who listens there. */
export class GatewayPorts {
  private readonly byAddress: ReadonlyMap<string, string>;

  /** @param addresses by `namespace/name` */
  constructor(
    private readonly router: GatewayRouter,
    addresses: ReadonlyMap<string, readonly string[]>,
  ) {
    this.byAddress = new Map(
      [...addresses].flatMap(([gateway, own]) => own.map((address) => [address, gateway] as const)),
    );
  }

  /** The Gateway (`namespace/name`) that has an address. */
  at(address: string): string | undefined {
    return this.byAddress.get(address);
  }

  /** Who listens on a port of a Gateway. */
  listenerOn(gateway: string, transport: Protocol, port: number): Listener | undefined {
    const protocol = transport === 'SCTP' ? undefined : this.router.protocolOf({ gateway, port }, transport);
    return protocol && { type: 'gateway', gateway, port, protocol };
  }
}
