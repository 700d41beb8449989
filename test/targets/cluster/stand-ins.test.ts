import { execFileSync } from 'node:child_process';
import type { Container, PodSpec } from '../../../src/model/objects';
import { SERVE, STAND_IN_IMAGE, withStandIns } from '../../../src/targets/cluster/stand-ins';

const only = (container: object): Container => {
  const spec = withStandIns({ containers: [{ name: 'app', image: 'shop/web:1', ...container }] });
  return (spec.containers as readonly Container[])[0] as Container;
};
const listening = (container: object): readonly string[] => only(container).command?.slice(4) ?? [];

describe('a stand-in', () => {
  test('listens on the ports that the container declares, each with its protocol', () => {
    const ports = [{ containerPort: 8080 }, { containerPort: 53, protocol: 'UDP' }, { containerPort: 53 }];
    expect(listening({ ports })).toEqual(['8080:0', '53:0', '0:53']);
    expect(only({ ports })).toMatchObject({ image: STAND_IN_IMAGE, ports });
  });

  test('listens on nothing where nothing is declared', () => {
    expect(listening({})).toEqual([]);
  });

  test('takes the place of a netexec on its ports, and leaves agnhost alone that does something else', () => {
    const image = 'registry.k8s.io/e2e-test-images/agnhost:2.53';
    expect(listening({ image, args: ['netexec', '--http-port=9000', '--udp-port=9001'] })).toEqual([
      '9000:0',
      '0:9001',
    ]);
    expect(only({ image, args: ['serve-hostname', '--port=80'] })).toMatchObject({
      args: ['serve-hostname', '--port=80'],
    });
  });

  test('needs nothing that belongs to the image', () => {
    const spec = withStandIns({
      serviceAccountName: 'web',
      terminationGracePeriodSeconds: 600,
      volumes: [{ name: 'data' }],
      securityContext: { runAsUser: 1 },
      hostname: 'web',
      nodeSelector: { disk: 'ssd' },
      initContainers: [{ name: 'migrate', image: 'shop/migrate' }],
      containers: [
        {
          name: 'app',
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
          livenessProbe: { httpGet: { port: 1 } },
          resources: { limits: { cpu: '1' } },
        },
      ],
    } as unknown as PodSpec);
    expect(spec).toEqual({
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 1,
      hostname: 'web',
      nodeSelector: { disk: 'ssd' },
      containers: [expect.not.objectContaining({ volumeMounts: expect.anything() as unknown }) as unknown],
    });
    expect(spec.containers?.[0]).not.toHaveProperty('livenessProbe');
    expect(spec.containers?.[0]).not.toHaveProperty('resources');
  });

  test('stands for sidecars too', () => {
    const sidecar = { name: 'proxy', restartPolicy: 'Always', ports: [{ containerPort: 9000 }] };
    const { initContainers } = withStandIns({ containers: [{ name: 'app' }], initContainers: [sidecar] });
    expect(initContainers).toMatchObject([{ name: 'proxy', restartPolicy: 'Always', image: STAND_IN_IMAGE }]);
  });

  test('keeps readiness probes that ask a port, and commands that never succeed', () => {
    const httpGet = { port: 9999, path: '/ready', scheme: 'HTTPS' };
    expect(only({ readinessProbe: { httpGet } }).readinessProbe).toMatchObject({
      httpGet: { port: 9999, path: '/ready' },
    });
    expect(only({ readinessProbe: { httpGet } }).readinessProbe).not.toHaveProperty('httpGet.scheme');
    expect(only({ readinessProbe: { exec: { command: ['/app/healthy'] } } })).not.toHaveProperty('readinessProbe');
    expect(only({ readinessProbe: { exec: { command: ['false'] } } })).toHaveProperty('readinessProbe');
    expect(only({ readinessProbe: { grpc: { port: 1 } } })).not.toHaveProperty('readinessProbe');
  });

  test('starts without the Secrets and ConfigMaps that variables come from', () => {
    const env = [
      { name: 'MODE', value: 'test' },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'token' } } },
    ];
    const { env: got, envFrom } = only({ env, envFrom: [{ configMapRef: { name: 'settings' } }] });
    expect(got).toEqual([
      { name: 'MODE', value: 'test' },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'token', optional: true } } },
    ]);
    expect(envFrom).toEqual([{ configMapRef: { name: 'settings', optional: true } }]);
  });
});

/** The stand-in, with programs that wait for seconds in place of its servers, and what is done to it. */
function serving(...deeds: readonly string[]): string {
  const script = [
    '/agnhost() { exec sleep 10; }',
    'servers() { children=($(<"/proc/$pid/task/$pid/children")); }',
    `stand_in() {\n${SERVE}\n}`,
    'stand_in 8080:0 9090:0 &>/dev/null & pid=$!',
    'until servers; (( ${#children[@]} == 2 )); do sleep 0.01; done',
    ...deeds,
  ];
  return execFileSync('bash', ['-c', script.join('\n')], { encoding: 'utf8' }).trim();
}

test('a stand-in lives however often it is told to answer in another way', () => {
  const told = 'for (( n = 0; n < 150; n++ )); do kill -USR1 $pid || break; sleep 0.01; done';
  expect(serving(told, 'kill -9 $pid && echo lives')).toBe('lives');
});

test('a stand-in ends with any of its servers', () => {
  expect(serving('kill -9 ${children[0]}', 'wait $pid; echo "ended with $?"')).toBe('ended with 1');
});
