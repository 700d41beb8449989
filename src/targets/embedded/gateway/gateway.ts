import net from 'node:net';
import { dial } from '../../../dataplane/dial';
import type { Vantage } from '../../../terms/vantage';
import { join } from '../splice';
import type { GatewayContext } from './gateway-context';
import type { SocksRequest } from './socks-wire';
import { printReply, readRequest, REPLY } from './socks-wire';
import { relayDatagrams } from './udp-relay';

/**
 * Opens a vantage point: a SOCKS 5 server on loopback, through which any client is where that Pod, node or outside
 * machine is. Returns its port.
 *
 * What SOCKS has words for is said in them: refused is reply 5, a name that does not resolve reply 4. A packet that is
 * dropped is reply 6 (TTL expired), at once: the outcome is known, so that nobody need wait for a silence.
 */
export function openGateway(from: Vantage, context: GatewayContext): Promise<number> {
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    serve(client, from, context).catch(() => refuse(client, REPLY.failure));
  });
  return context.sockets.listen(server);
}

async function serve(client: net.Socket, from: Vantage, context: GatewayContext): Promise<void> {
  const request = await readRequest(client);
  if (request.command === 'connect') await connect(client, from, request, context);
  else if (request.command === 'associate') await relayDatagrams(client, from, context);
  else refuse(client, REPLY.commandNotSupported);
}

async function connect(
  client: net.Socket,
  from: Vantage,
  { host, port }: SocksRequest,
  { network, resolve }: GatewayContext,
): Promise<void> {
  const addresses = net.isIP(host) === 0 ? await resolve(from, host) : [host];
  const decision = dial(from, { addresses, port, protocol: 'TCP' }, network)?.decision;
  if (decision === undefined) return refuse(client, REPLY.hostUnreachable);
  if (decision.action === 'refuse') return refuse(client, REPLY.connectionRefused);
  if (decision.action === 'drop') return refuse(client, REPLY.ttlExpired);
  const upstream = await network.openTcp(
    decision,
    client.remotePort === undefined ? {} : { sourcePort: client.remotePort },
  );
  if (client.destroyed) return void upstream.destroy();
  client.write(printReply(REPLY.succeeded));
  join(client, upstream);
}

/** Says why not, and reads what else the client sends: of one that nobody reads from nobody notices that it has left. */
function refuse(client: net.Socket, reply: number): void {
  if (client.writable) client.end(printReply(reply));
  client.resume();
}
