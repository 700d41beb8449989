import { join } from 'node:path';
import { runCli, withFiles } from './run-cli';

const RULE = 'links/target-port-undeclared';
const WEB = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8081}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]}
`;
const ALONE = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {ingressClassName: nginx, defaultBackend: {service: {name: web, port: {number: 80}}}}
---
apiVersion: v1
kind: Service
metadata: {name: lb}
spec: {type: LoadBalancer, ports: [{port: 80}]}
`;

async function check(manifests: string, ...flags: readonly string[]) {
  const file = join(withFiles({ 'web.yaml': manifests }), 'web.yaml');
  const { exitCode, stdout } = await runCli('check', file, '--format', 'json', '--fail-on', 'warning', ...flags);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { rule: string; severity: string }[] };
  return { exitCode, rules: diagnostics.map(({ rule, severity }) => `${severity} ${rule}`) };
}

describe('findings', () => {
  test('are accepted by --acknowledge, with a reason that may hold anything', async () => {
    expect(await check(WEB)).toEqual({ exitCode: 1, rules: [`warning ${RULE}`] });
    const accepted = { exitCode: 0, rules: [] };
    expect(await check(WEB, '--acknowledge', `${RULE}=the image says PORT=8081`)).toEqual(accepted);
    expect(await check(WEB, '--acknowledge', `${RULE}@Service/default/web=documented`)).toEqual(accepted);
  });

  test('are not accepted for another object, and an acknowledgement of nothing is one', async () => {
    const { exitCode, rules } = await check(WEB, '--acknowledge', `${RULE}@Service/default/api=documented`);
    expect([exitCode, rules]).toEqual([1, [`warning ${RULE}`, 'warning practice/stale-acknowledgement']]);
  });

  test('of several acknowledgements are told of each', async () => {
    const stale = ['links/selector-empty=x', 'links/port-name-ambiguous=y'].flatMap((each) => ['--acknowledge', each]);
    const { rules } = await check(WEB, ...stale, '--acknowledge', `${RULE}=documented`);
    expect(rules).toEqual(['warning practice/stale-acknowledgement', 'warning practice/stale-acknowledgement']);
  });

  test('get other severities by --severity, several times', async () => {
    expect(await check(WEB, '--severity', `${RULE}=error`)).toMatchObject({ rules: [`error ${RULE}`] });
    expect(await check(WEB, '--severity', `${RULE}=off`, '--severity', 'links/selector-empty=info')).toMatchObject({
      exitCode: 0,
    });
  });

  test('are not about what exists elsewhere', async () => {
    const external = ['Service/default/web', 'IngressClass/nginx'].flatMap((each) => ['--external', each]);
    const before = (await check(ALONE)).rules;
    const after = (await check(ALONE, ...external)).rules;
    expect(before.filter((rule) => rule.includes('links/ingress-'))).not.toEqual([]);
    expect(after.filter((rule) => rule.includes('links/ingress-'))).toEqual([]);
  });

  test('are not about what the cluster provides', async () => {
    expect((await check(ALONE)).rules.join()).toContain('links/load-balancer-provider');
    expect((await check(ALONE, '--provides', 'loadbalancer')).rules.join()).not.toContain('load-balancer-provider');
  });

  test('are judged the same way by verify', async () => {
    const file = join(withFiles({ 'web.yaml': WEB }), 'web.yaml');
    const flags = ['--acknowledge', `${RULE}=documented`];
    expect((await runCli('verify', file, ...flags)).stdout).not.toContain(RULE);
    expect((await runCli('verify', file)).stdout).toContain(RULE);
  });
});

describe('flags that make no sense', () => {
  test.each<[string, readonly string[], string]>([
    ['an acknowledgement without a reason', ['--acknowledge', RULE], 'expected RULE=REASON'],
    ['an empty reason', ['--acknowledge', `${RULE}= `], 'expected RULE=REASON'],
    ['a rule that there is not', ['--acknowledge', 'links/target-port-undeclard=x'], `did you mean ${RULE}?`],
    ['an object that is none', ['--acknowledge', `${RULE}@web=x`], '--acknowledge web: does not name an object'],
    ['a severity that there is not', ['--severity', `${RULE}=fatal`], 'expected RULE=error, warning, info or off'],
    ['a severity for no rule', ['--severity', 'links=off'], 'there is no such rule'],
    [
      'a severity for what the API server says',
      ['--severity', 'service/port-range=off'],
      '--severity service/port-range=off: ',
    ],
    ['an external that names nothing', ['--external', 'web'], '--external web: does not name an object'],
    ['a feature that there is not', ['--provides', 'gateway'], '--provides gateway: expected loadbalancer'],
    ['a version that there is not', ['--kubernetes-version', '1.99'], '--kubernetes-version 1.99: is not a version'],
  ])('are told in one line before anything is read: %s', async (_, flags, text) => {
    const { exitCode, stdout, stderr } = await runCli('check', 'missing.yaml', ...flags);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
