/**
 * The embedded target under many clients at once, which take the ways that it offers to other programs: SOCKS for TCP and UDP,
 * Ingress over HTTP, a Gateway over HTTP, HTTPS, HTTP/2, TCP and UDP, DNS. Every answer is compared with the one that it has to be.
 *
 *   nice node --expose-gc -r ts-node/register/transpile-only bench/soak.ts [CLIENTS [SECONDS]]    # 1000 180
 */
import { randomUUID } from 'node:crypto';
import dgram from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import http2 from 'node:http2';
import type net from 'node:net';
import { performance } from 'node:perf_hooks';
import tls from 'node:tls';
import { SocksClient } from 'socks';
import { Cluster } from '../src/dataplane/cluster';
import { DEFAULT_NODES } from '../src/dataplane/cluster-config';
import { parseManifests } from '../src/model/parse-manifests';
import { selfSigned } from '../src/runtime/self-signed';
import { DEFAULT_BUDGETS } from '../src/targets/budgets';
import { EmbeddedNetwork } from '../src/targets/embedded/embedded-network';
import { exchangeGet } from '../src/targets/embedded/prober/http-exchange';
import { LOOPBACK } from '../src/targets/embedded/sockets';
import { median } from './measure';

const APPLICATIONS = 50;
/** From so many Pods clients ask. */
const GATEWAYS = 20;
const ANSWERS_A_CONNECTION = 20;
/** An answer that takes longer, in milliseconds, counts as an error. */
const PATIENCE_MS = 60_000;
/** How often memory is looked at. */
const SAMPLES = 30;

/** One connection of a client, or one query: resolves to the number of answers, rejects when one is not as it has to be. */
type Visit = (index: number) => Promise<number>;

void main(process.argv.slice(2).map(Number));

async function main([clients = 1_000, seconds = 180]: readonly number[]): Promise<void> {
  const cluster = new Cluster({ nodes: DEFAULT_NODES, gatewayControllers: ['example.com/gateways'] });
  const manifests = [edge(), ...Array.from({ length: APPLICATIONS }, (_, index) => application(index))];
  cluster.apply(parseManifests(manifests.join('')));
  const network = new EmbeddedNetwork(cluster, DEFAULT_BUDGETS);
  const visits = await visitsOf(cluster, network);
  const errors = new Map<string, number>();
  let answers = 0;
  const end = performance.now() + seconds * 1000;
  const client = async (index: number): Promise<void> => {
    for (let visit = index; performance.now() < end; visit += clients) {
      try {
        const count = await (visits[index % visits.length] as Visit)(visit);
        answers += count;
      } catch (error) {
        const text = error instanceof Error ? error.message : String(error);
        errors.set(text, (errors.get(text) ?? 0) + 1);
      }
    }
  };
  const live: number[] = [];
  const sampling = setInterval(() => live.push(liveMiB()), (seconds * 1000) / SAMPLES);
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  clearInterval(sampling);
  const { user, system } = process.cpuUsage(before);
  await network.sockets[Symbol.asyncDispose]();
  const third = Math.floor(live.length / 3);
  row('clients', 's', 'answers', 'answers/s', 'errors', 'live MiB, first third', 'last third', 'peak MiB', 'CPU s');
  row(...Array.from({ length: 9 }, () => '---'));
  row(
    clients,
    seconds,
    answers,
    (answers / seconds).toFixed(0),
    [...errors.values()].reduce((sum, count) => sum + count, 0),
    median(live.slice(0, third)).toFixed(1),
    median(live.slice(-third)).toFixed(1),
    (process.resourceUsage().maxRSS / 1024).toFixed(0),
    ((user + system) / 1e6).toFixed(0),
  );
  for (const [text, count] of errors) console.log(`${count} x ${text}`);
  process.exitCode = errors.size === 0 ? 0 : 1;
}

function row(...cells: readonly (string | number)[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

/** What is left after a collection. */
function liveMiB(): number {
  if (globalThis.gc === undefined) throw new Error('run it with --expose-gc');
  globalThis.gc();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

async function visitsOf(cluster: Cluster, network: EmbeddedNetwork): Promise<readonly Visit[]> {
  const pods = [...cluster.pods.keys()].slice(0, GATEWAYS);
  const inside = await Promise.all(pods.map((pod) => network.gatewayOf({ pod })));
  const outside = await network.gatewayOf({ outside: true });
  const resolver = new Resolver();
  resolver.setServers([`${LOOPBACK}:${await network.processes.port('clusterDns')}`]);
  const gatewayOf = (index: number) => inside[index % inside.length] ?? outside;
  const nameOf = (index: number) => `app-${index % APPLICATIONS}`;
  const http: Visit = (index) => requests(gatewayOf(index), `${nameOf(index)}.shop`);
  const routed: Visit = (index) => requests(outside, cluster.ingressIPs[0] ?? '', `${nameOf(index)}.example.com`);
  const udp: Visit = (index) => datagrams(gatewayOf(index), `${nameOf(index)}.shop`);
  const dns: Visit = async (index) => {
    const clusterIP = cluster.services.get(`shop/${nameOf(index)}`)?.spec.clusterIP;
    expectSame(String(await resolver.resolve4(`${nameOf(index)}.shop.svc.cluster.local`)), String(clusterIP));
    return 1;
  };
  const edge = cluster.expand('${gateway:shop/edge}');
  const hostOf = (index: number) => `${nameOf(index)}.example.org`;
  const http1: Visit = (index) => requests(outside, edge, hostOf(index));
  const https: Visit = (index) => securedRequests(outside, edge, hostOf(index));
  const h2: Visit = (index) => streams(gatewayOf(index), edge, hostOf(index));
  const tcp: Visit = (index) => requests(gatewayOf(index), edge, 'any', 9000);
  const udpRoute: Visit = (index) => datagrams(gatewayOf(index), edge);
  return [http, routed, udp, http1, dns, https, routed, http, udpRoute, h2, http, tcp];
}

/** Requests on one connection, each with a text of its own that has to come back. */
async function requests(gateway: number, name: string, host = name, port = 80): Promise<number> {
  const { socket } = await ask(gateway, 'connect', name, port);
  return echoes(socket, socket, host);
}

/** The same over TLS. */
async function securedRequests(gateway: number, name: string, host: string): Promise<number> {
  const { socket } = await ask(gateway, 'connect', name, 443);
  const secured = tls.connect({ socket, servername: host, rejectUnauthorized: false });
  await once(secured, 'secureConnect');
  return echoes(secured, socket, host);
}

async function echoes(stream: net.Socket, socket: net.Socket, host: string): Promise<number> {
  try {
    for (let request = 0; request < ANSWERS_A_CONNECTION; request++) {
      const text = randomUUID();
      const { status, body } = await exchangeGet(stream, { path: `/echo?msg=${text}`, host });
      expectSame(`${status} ${body}`, `200 ${text}`);
    }
    return ANSWERS_A_CONNECTION;
  } finally {
    // In order, thousands of connections would keep their ports for a minute each.
    socket.resetAndDestroy();
  }
}

/** The same as streams of one connection of HTTP/2. */
async function streams(gateway: number, name: string, host: string): Promise<number> {
  const { socket } = await ask(gateway, 'connect', name, 80);
  const session = http2.connect(`http://${host}`, { createConnection: () => socket });
  try {
    for (let request = 0; request < ANSWERS_A_CONNECTION; request++) {
      const text = randomUUID();
      const stream = session.request({ ':path': `/echo?msg=${text}` });
      let body = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      let status = 0;
      stream.once('response', (head) => (status = head[':status'] ?? 0));
      await once(stream, 'end', { signal: AbortSignal.timeout(PATIENCE_MS) });
      expectSame(`${status} ${body}`, `200 ${text}`);
    }
    return ANSWERS_A_CONNECTION;
  } finally {
    session.destroy();
  }
}

/** The same as datagrams of one association. */
async function datagrams(gateway: number, host: string): Promise<number> {
  const { socket: control, remoteHost } = await ask(gateway, 'associate', '0.0.0.0', 0);
  const socket = dgram.createSocket('udp4').bind({ address: LOOPBACK, port: 0 });
  await once(socket, 'listening');
  try {
    for (let request = 0; request < ANSWERS_A_CONNECTION; request++) {
      const text = randomUUID();
      const frame = SocksClient.createUDPFrame({ remoteHost: { host, port: 53 }, data: Buffer.from(`echo ${text}`) });
      socket.send(frame, remoteHost?.port ?? 0, LOOPBACK);
      const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) })) as [Buffer];
      expectSame(SocksClient.parseUDPFrame(answer).data.toString(), text);
    }
    return ANSWERS_A_CONNECTION;
  } finally {
    socket.close();
    control.resetAndDestroy();
  }
}

type Connection = Awaited<ReturnType<typeof SocksClient.createConnection>>;

/** A connection, or an association, through a gateway. */
async function ask(gateway: number, command: 'connect' | 'associate', host: string, port: number): Promise<Connection> {
  const proxy = { host: LOOPBACK, port: gateway, type: 5 } as const;
  const client = new SocksClient({ command, proxy, destination: { host, port }, timeout: PATIENCE_MS });
  const established = once(client, 'established');
  client.connect();
  const [connection] = (await established) as [Connection];
  return connection;
}

function expectSame(found: string, wanted: string): void {
  if (found === wanted) return;
  const mask = (text: string) => text.slice(0, 80).replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'UUID');
  throw new Error(`'${mask(found)}' in place of '${mask(wanted)}'`);
}

/** The Gateway of all applications; whoever comes over TCP or UDP gets to the first one. */
function edge(): string {
  const { cert, key } = selfSigned('*.example.org');
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const stream = (kind: string, listener: string, port: number) => `---
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: ${kind}
metadata: { name: ${listener}, namespace: shop }
spec:
  parentRefs: [{ name: edge, sectionName: ${listener} }]
  rules: [{ backendRefs: [{ name: app-0, port: ${port} }] }]
`;
  return `---
apiVersion: v1
kind: Secret
type: kubernetes.io/tls
metadata: { name: edge, namespace: shop }
data: { tls.crt: ${base64(cert)}, tls.key: ${base64(key)} }
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: all }
spec: { controllerName: example.com/gateways }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  gatewayClassName: all
  listeners:
    - { name: http, port: 80, protocol: HTTP }
    - { name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: edge }] } }
    - { name: tcp, port: 9000, protocol: TCP }
    - { name: udp, port: 53, protocol: UDP }
${stream('TCPRoute', 'tcp', 80)}${stream('UDPRoute', 'udp', 53)}`;
}

function application(index: number): string {
  const name = `app-${index}`;
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: app
          image: registry.k8s.io/e2e-test-images/agnhost:2.53
          args: [netexec, --http-port=8080, --udp-port=8081]
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { app: ${name} }
  ports:
    - { name: http, port: 80, targetPort: 8080 }
    - { name: echo, port: 53, targetPort: 8081, protocol: UDP }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop }
spec:
  rules:
    - host: ${name}.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${name}, port: { number: 80 } } } }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: shop }
spec:
  parentRefs: [{ name: edge }]
  hostnames: [${name}.example.org]
  rules: [{ backendRefs: [{ name: ${name}, port: 80 }] }]
`;
}
