import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/conformance/report';
import { runCli, withFiles } from './run-cli';

const pod = (name: string) => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}-pod, labels: {app: ${name}}}
spec: {containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]}
---`;
const NETWORK = `${pod('web')}${pod('client')}
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web}
spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}
`;
const INTENTS = `
intents:
  - {expect: deny, from: pod/client-pod, to: service/web}
  - {expect: allow, from: outside/203.0.113.7, to: service/web}
`;

async function verify(...flags: readonly string[]) {
  const folder = withFiles({ 'network.yaml': NETWORK, 'intents.yaml': INTENTS });
  const files = [join(folder, 'network.yaml'), '--intents', join(folder, 'intents.yaml')];
  const run = await runCli('verify', ...files, ...flags, '--report', `json=${join(folder, 'report.json')}`);
  const { probes, notes = [] } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  const resultsOf = (row: RegExp, client: string) => [
    ...new Set(probes.filter((one) => row.test(one.row) && one.client === client).map(({ result }) => result)),
  ];
  return { ...run, notes, resultsOf };
}

describe('who enforces NetworkPolicies', () => {
  test('is the specification by default: what it leaves open depends on the network plugin', async () => {
    const { resultsOf, notes } = await verify();
    expect(resultsOf(/^web:80/, 'client-pod')).toEqual(['passed']);
    expect(resultsOf(/^deny web:80/, 'client-pod')).toEqual(['passed']);
    expect(resultsOf(/^allow node worker/, 'outside 203.0.113.7')).toEqual(['depends']);
    expect(notes).toEqual([]);
  });

  test('is kind, where that is said: on the node of the Pod the policy sees the client', async () => {
    const { resultsOf } = await verify('--network-policies', 'kind');
    expect(resultsOf(/^deny web:80/, 'client-pod')).toEqual(['passed']);
    expect(new Set(resultsOf(/^allow node/, 'outside 203.0.113.7'))).toEqual(new Set(['passed', 'failed']));
  });

  test('is nobody, where that is said: all is open, and what rests on policies is not run', async () => {
    const { resultsOf, notes } = await verify('--network-policies', 'off');
    expect(resultsOf(/^web:80/, 'client-pod')).toEqual(['passed']);
    expect(resultsOf(/^deny web:80/, 'client-pod')).toEqual(['notRun']);
    expect(resultsOf(/^allow node/, 'outside 203.0.113.7')).toEqual(['passed']);
    expect(notes).toEqual(['NetworkPolicies were not enforced']);
  });

  test('is somebody who is known', async () => {
    expect(
      await runCli('verify', withFiles({ 'network.yaml': NETWORK }), '--network-policies', 'calico'),
    ).toMatchObject({
      exitCode: 2,
    });
  });
});
