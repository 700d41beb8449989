import { loadAll } from 'js-yaml';
import type { Secret } from '../../src/model/objects';
import { certificateOf } from '../../src/model/server-certificate';
import { clusterOf } from '../dataplane/support';
import { readRecordings } from '../fixtures/reach/recordings';
import { readTopologies } from '../fixtures/topologies/topologies';

const manifests = readRecordings().topologies['ingress-tls']?.manifests ?? '';
const secrets = (loadAll(manifests) as { kind: string }[]).filter(
  ({ kind }) => kind === 'Secret',
) as unknown as Secret[];
const [a, b] = secrets as [Secret, Secret];

describe('certificateOf', () => {
  it('tells the subject', () => {
    expect(certificateOf(a)).toMatchObject({ secret: 'ingress-tls/cert-a', subject: 'CN=a.tls.test' });
  });

  it('takes plain text, too', () => {
    const plain = Object.fromEntries(
      Object.entries(a.data ?? {}).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]),
    );
    expect(certificateOf({ metadata: a.metadata, stringData: plain })?.subject).toBe('CN=a.tls.test');
  });

  it.each<[string, Secret]>([
    ['no data', { metadata: {} }],
    ['no PEM', { metadata: {}, stringData: { 'tls.crt': 'x', 'tls.key': 'y' } }],
    [
      'the key of another certificate',
      { metadata: {}, data: { 'tls.crt': a.data?.['tls.crt'] ?? '', 'tls.key': b.data?.['tls.key'] ?? '' } },
    ],
  ])('takes nothing with %s', (_, secret) => {
    expect(certificateOf(secret)).toBeUndefined();
  });
});

it('under a wildcard certificate only the host of the server name is asked for', () => {
  const { manifests: text } = readTopologies()['ingress-merge'] ?? { manifests: '' };
  const cluster = clusterOf(text);
  const status = (host: string, sni: string) => {
    const route = cluster.route({ host, path: '/', tls: { sni } });
    return route.action === 'respond' ? route.status : route.action;
  };
  expect(status('a.secure.test', 'A.secure.test')).not.toBe(421);
  expect(status('b.secure.test', 'a.secure.test')).toBe(421);
  expect(status('a.b.secure.test', 'a.b.secure.test')).toBe(404);
});

it('a connection with one server name does not ask for another host', () => {
  const cluster = clusterOf(manifests);
  const tls = { sni: 'a.tls.test' };
  expect(cluster.route({ host: 'a.tls.test', path: '/', tls }).action).toBe('forward');
  expect(cluster.route({ host: 'b.tls.test', path: '/', tls })).toMatchObject({ action: 'respond', status: 421 });
  expect(cluster.route({ host: 'a.tls.test', path: '/', tls: {} }).action).toBe('close');
  expect(cluster.ingress.certificateFor('A.tls.test')?.subject).toBe('CN=a.tls.test');
  expect(cluster.ingress.certificateFor('missing.tls.test')).toBeUndefined();
});
