import type dgram from 'node:dgram';
import { answerDatagram } from '../../../dataplane/pods/netexec';
import { onDatagram, sendQuietly } from '../sockets';
import type { Surroundings } from './http-process';
import { identityOf, WHO_AND_WHOM } from './identity';

/** Has a UDP socket answer for all Pods: every source port says which one is meant. */
export function udpProcess(socket: dgram.Socket, { conntrack, hostnameOf }: Surroundings): void {
  const { port } = socket.address();
  onDatagram(socket, (message, from) => {
    const connection = conntrack.find('udp', from.port, port);
    if (connection === undefined) return;
    const { listener, source } = connection.delivered;
    const identity = identityOf(listener) ?? '';
    const hostname = listener.type === 'pod' ? hostnameOf(listener.pod) : identity;
    const text = message.toString();
    const client = `${source}:${connection.sourcePort}`;
    const answer = text === WHO_AND_WHOM ? `${identity} ${source}` : answerDatagram(text, { hostname, client });
    if (answer !== undefined) sendQuietly(socket, answer, from);
  });
}
