import { listenersOf } from '../../../src/dataplane/pods/container-listeners';
import { notReadyReason } from '../../../src/dataplane/pods/readiness';
import type { Container, PodSpec } from '../../../src/model/objects';

const why = (container: Partial<Container>, more: PodSpec = {}) => {
  const spec: PodSpec = { containers: [{ name: 'app', image: 'agnhost', args: ['netexec'], ...container }], ...more };
  return notReadyReason(spec, listenersOf(spec));
};

describe('a Pod becomes Ready', () => {
  it.each<Partial<Container>>([
    {},
    { readinessProbe: { httpGet: { port: 8080, path: '/healthz' } } },
    { readinessProbe: { tcpSocket: { port: 'http' } }, ports: [{ name: 'http', containerPort: 8080 }] },
    { readinessProbe: { exec: { command: ['cat', '/tmp/ready'] } } },
    { livenessProbe: { tcpSocket: { port: 1 } } },
    { image: 'mine', ports: [{ containerPort: 50051 }], readinessProbe: { grpc: { port: 50051 } } },
  ])('with %j', (container) => {
    expect(why(container)).toBeUndefined();
  });
});

describe('a Pod never becomes Ready', () => {
  it.each<[Partial<Container>, RegExp]>([
    [{ readinessProbe: { exec: { command: ['false'] } } }, /readinessProbe.*false/],
    [{ readinessProbe: { exec: { command: ['/bin/sh', '-c', 'exit 1'] } } }, /exit 1/],
    [{ startupProbe: { tcpSocket: { port: 9 } } }, /startupProbe.*TCP port 9/],
    [{ readinessProbe: { httpGet: { port: 8081 } } }, /TCP port 8081/],
    [{ readinessProbe: { httpGet: { port: 'web' } } }, /no port named web/],
    [{ readinessProbe: { grpc: { port: 8080 } } }, /gRPC/],
  ])('with %j', (container, expected) => {
    expect(why(container)).toMatch(expected);
  });

  it('with a readiness gate that nobody opens', () => {
    expect(why({}, { readinessGates: [{ conditionType: 'example.com/ready' }] })).toMatch(/example\.com\/ready/);
  });
});

it('a probe may ask for the port of another container', () => {
  const other = { name: 'other', image: 'agnhost', args: ['netexec', '--http-port=9'] };
  const spec: PodSpec = {
    containers: [{ name: 'app', image: 'agnhost', readinessProbe: { tcpSocket: { port: 9 } } }, other],
  };
  expect(notReadyReason(spec, listenersOf(spec))).toBeUndefined();
});
