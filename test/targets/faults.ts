import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../src/model/manifest';
import { parseManifests } from '../../src/model/parse-manifests';
import type { Probe } from '../../src/probes/probe';
import type { Link } from '../../src/targets/target';

type To = Probe['to'];
const web: To = { kind: 'transport', protocol: 'tcp', host: 'web', port: 80 };

/** The fault is the name of its namespace; what is asked there, and which link is the first that is broken. */
export const FAULTS: readonly (readonly [fault: string, to: To, broken: Link['link']])[] = [
  ['selector-matches-nothing', web, 'endpoints'],
  ['target-port-name', web, 'endpoints'],
  ['target-port-number', web, 'port'],
  ['never-ready', web, 'endpoints'],
  ['target-port-dialled', { kind: 'transport', protocol: 'tcp', host: 'web', port: 8080 }, 'rules'],
  ['headless-translates-nothing', web, 'port'],
  ['alias-of-nobody', web, 'name'],
  ['protocol', { kind: 'transport', protocol: 'udp', host: 'web', port: 80 }, 'port'],
  ['internal-local', web, 'endpoints'],
  ['external-local', { kind: 'transport', protocol: 'tcp', host: '${nodeIP:control-plane}', port: 31299 }, 'endpoints'],
  ['not-proxied', web, 'rules'],
  ['not-elsewhere', { kind: 'transport', protocol: 'tcp', host: 'web.not-elsewher', port: 80 }, 'name'],
];

/** The Pods of every network: the server on `worker`, the client on `worker2`. */
const pods = FAULTS.flatMap(([namespace]) => [pod(namespace, 'server', 'worker'), pod(namespace, 'client', 'worker2')]);
const file = join(__dirname, '../e2e/fixtures/faults.yaml');

/** Networks with one fault each. */
export const FAULTY: readonly Manifest[] = [...parseManifests(readFileSync(file, 'utf8')), ...pods];

function pod(namespace: string, name: 'server' | 'client', nodeName: string): Manifest {
  const probe = namespace === 'never-ready' ? { readinessProbe: { httpGet: { port: 'health', path: '/' } } } : {};
  const container = { name: 'app', image: 'registry.example.com/not-built-yet:1', ...probe };
  const ports = name === 'server' ? { ports: [{ name: 'http', containerPort: 8080 }] } : {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: name === 'server' ? { app: 'web' } : {} },
    spec: {
      nodeName,
      containers: [name === 'server' ? { ...container, ...ports } : { name: 'app', image: container.image }],
    },
  };
}
