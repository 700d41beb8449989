import dgram from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { Cluster } from '../../src/dataplane/cluster';
import { DEFAULT_NODES } from '../../src/dataplane/cluster-config';
import { parseManifests } from '../../src/model/parse-manifests';
import { DEFAULT_BUDGETS } from '../../src/targets/budgets';
import { eachOf } from '../../src/targets/concurrency';
import { EmbeddedNetwork } from '../../src/targets/embedded/embedded-network';
import { LOOPBACK } from '../../src/targets/embedded/sockets';
import { Addresses } from './addresses';
import type { Attack } from './attacks';
import { datagram } from './attacks';
import type { Door, Doors } from './doors';
import { connected, doorsOf, received } from './doors';

/** What came of a storm. */
export interface Aftermath {
  readonly attacks: number;
  /** Requests that got no answer. */
  readonly unanswered: readonly string[];
  /** Requests that were served though the network of the target did not make their connection. */
  readonly letIn: readonly string[];
  /** What the process did on the network beside loopback. */
  readonly elsewhere: readonly string[];
}

/** One of everything that opens a socket. */
const MANIFESTS = ['../fixtures/saboteurs/manifests.yaml', 'gateways.yaml'].map((file) =>
  readFileSync(join(__dirname, file), 'utf8'),
);
const AT_ONCE = 50;
/** What is not answered by then, in milliseconds, never is. */
const PATIENCE_MS = 30_000;
/** How often it is looked at whether all is closed. */
const POLL_MS = 50;

/** Attacks every socket of an embedded target in turn, so many times in all; ends when all that was opened is closed again. */
export async function storm(count: number, seed: number): Promise<Aftermath> {
  using addresses = new Addresses();
  const cluster = new Cluster({
    nodes: DEFAULT_NODES,
    externalHosts: ['external.example.com'],
    gatewayControllers: ['example.com/gateways'],
  });
  for (const text of MANIFESTS) cluster.apply(parseManifests(text));
  const network = new EmbeddedNetwork(cluster, DEFAULT_BUDGETS);
  const { sockets } = network;
  const doors = await doorsOf(cluster, network);
  const inUse = () => sockets.size - sockets.listening;
  const before = inUse();
  const result = await attackAll(doors, count, seed);
  while (inUse() > before) await setTimeout(POLL_MS);
  await sockets[Symbol.asyncDispose]();
  addresses[Symbol.dispose]();
  const elsewhere = [...addresses.seen.keys()].filter((entry) => !/^(bind|connect|send) 127\.0\.0\.1$/.test(entry));
  return { ...result, elsewhere };
}

async function attackAll(doors: Doors, count: number, seed: number): Promise<Omit<Aftermath, 'elsewhere'>> {
  const each = Math.ceil(count / (doors.tcp.length + doors.udpPorts.length + 1));
  const unanswered: string[] = [];
  const letIn: string[] = [];
  const overTcp = doors.tcp.flatMap((door, index) =>
    fc.sample(door.attacks, { numRuns: each, seed: seed + index }).map((attack) => async () => {
      const answer = await answerTo(door, attack);
      const told = `${door.name}: ${JSON.stringify(Buffer.concat(attack.pieces).toString('latin1').slice(0, 300))}`;
      if (attack.wantsAnswer && !answer.startsWith('HTTP/1.1 ')) unanswered.push(told);
      if (!door.isInside && /HTTP\/1\.1 (101|[23])/.test(answer)) letIn.push(told);
    }),
  );
  const datagrams = fc.sample(datagram, { numRuns: each * (doors.udpPorts.length + 1), seed });
  const overUdp = datagrams.map((message, index) => () => send(message, doors, index));
  // One of each in turn.
  const inTurn = [...overTcp, ...overUdp].map((run, index) => ({ run, turn: index % each }));
  await eachOf(
    inTurn.sort((a, b) => a.turn - b.turn),
    AT_ONCE,
    ({ run }) => run(),
  );
  return { attacks: inTurn.length, unanswered, letIn };
}

/** All that came back until the connection was closed; nothing, where it was not opened. */
async function answerTo(door: Door, attack: Attack): Promise<string> {
  const socket = await door.open(attack).catch(() => undefined);
  if (socket === undefined) return '';
  let answer = '';
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const answered = new Promise((resolve) => socket.once('data', resolve));
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1').slice(0, 1_000)));
  socket.on('error', () => undefined);
  socket.once('end', () => socket.end());
  socket.resume();
  for (const piece of attack.pieces) {
    socket.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
  // A server need not answer whoever leaves before.
  if (attack.wantsAnswer) await Promise.race([answered, closed, setTimeout(PATIENCE_MS, undefined, { ref: false })]);
  if (attack.ending === 'end') socket.end();
  else if (attack.serverName === undefined) socket.resetAndDestroy();
  else socket.destroy();
  if (attack.lingers !== true) await closed;
  return answer;
}

/** Sends a datagram to one of the ports, or to the relay of a gateway, whose association then ends at once. */
async function send(message: Buffer, { udpPorts, gateways }: Doors, index: number): Promise<void> {
  const socket = dgram.createSocket('udp4').bind({ address: LOOPBACK, port: 0 });
  await once(socket, 'listening');
  const port = udpPorts[index % (udpPorts.length + 1)];
  if (port !== undefined) {
    await new Promise((resolve) => socket.send(message, port, LOOPBACK, resolve));
  } else {
    const control = await connected(gateways[index % gateways.length] as number);
    control.write(Buffer.of(5, 1, 0, 5, 3, 0, 1, 0, 0, 0, 0, 0, 0));
    const relay = (await received(control, 12)).readUInt16BE(10);
    await new Promise((resolve) => socket.send(message, relay, LOOPBACK, resolve));
    control.destroy();
  }
  socket.close();
}
