import { isAgnhost, listenersOf } from '../../../src/dataplane/pods/container-listeners';
import type { Container } from '../../../src/model/objects';

const AGNHOST = 'registry.k8s.io/e2e-test-images/agnhost:2.53';
const listening = (...containers: readonly Partial<Container>[]) =>
  listenersOf({ containers: containers.map((container) => ({ name: 'app', ...container })) }).map(
    ({ port, protocol, answers }) => `${port}/${protocol} ${answers}`,
  );

describe('listenersOf', () => {
  it.each([
    [['netexec'], ['8080/TCP netexec', '8081/UDP netexec']],
    [
      ['netexec', '--http-port=80', '--udp-port', '90'],
      ['80/TCP netexec', '90/UDP netexec'],
    ],
    [
      ['netexec', '--udp-port=-1', '--sctp-port=7'],
      ['8080/TCP netexec', '7/SCTP netexec'],
    ],
    [['serve-hostname'], ['9376/TCP hostname']],
    [['serve-hostname', '--port=8080'], ['8080/TCP hostname']],
    [['pause'], []],
    [[], []],
  ])('reads the arguments of agnhost: %j', (args, expected) => {
    expect(listening({ image: AGNHOST, args, ports: [{ containerPort: 1 }] })).toEqual(expected);
  });

  it('takes agnhost as the command, too', () => {
    expect(
      listening({ image: 'mine', command: ['/agnhost', 'netexec'], args: ['--http-port=1', '--udp-port=2'] }),
    ).toEqual(['1/TCP netexec', '2/UDP netexec']);
  });

  it('stands in for other images on the ports that they declare', () => {
    const ports = [{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' as const }];
    expect(listening({ image: 'nginx', ports })).toEqual(['80/TCP netexec', '53/UDP netexec']);
    expect(listening({ image: AGNHOST, command: ['sh', '-c', 'x'], ports })).toEqual([
      '80/TCP netexec',
      '53/UDP netexec',
    ]);
  });

  it('gives a port that two containers want to the first', () => {
    const listeners = listenersOf({
      containers: [
        { name: 'one', image: AGNHOST, args: ['netexec'] },
        { name: 'two', image: AGNHOST, args: ['netexec', '--udp-port=9'] },
      ],
    });
    expect(listeners.map(({ container, port }) => `${container} ${port}`)).toEqual(['one 8080', 'one 8081', 'two 9']);
  });

  it('counts sidecars, not other init containers', () => {
    const init = { name: 'init', image: 'x', ports: [{ containerPort: 1 }] };
    const sidecar = { name: 'side', image: 'x', ports: [{ containerPort: 2 }], restartPolicy: 'Always' };
    expect(listenersOf({ initContainers: [init, sidecar] }).map(({ port }) => port)).toEqual([2]);
  });
});

it.each([
  [{ image: 'agnhost' }, true],
  [{ image: 'k8s.gcr.io/agnhost@sha256:1' }, true],
  [{ image: 'agnhost-like' }, false],
  [{ image: AGNHOST, command: ['sleep'] }, false],
])('isAgnhost knows %j', (container, expected) => {
  expect(isAgnhost({ name: 'app', ...container })).toBe(expected);
});
