import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiServer } from '../../../src/targets/cluster/api-server';
import { clientLibrary } from '../../../src/targets/cluster/client-library';
import { withRecovery } from '../../../src/targets/cluster/recovery';

/** What happens to one request after the other: a status, nobody is there, or all goes well after a while; the last holds on. */
type Fate = number | 'reset' | 'slow';

const SLOW_MS = 100;

describe('an API server', () => {
  const servers: http.Server[] = [];
  // The client takes seconds to load where the machine is busy.
  beforeAll(async () => void (await clientLibrary()), 60_000);
  afterEach(() => servers.splice(0).forEach((server) => (server.closeAllConnections(), server.close())));

  async function thatMeets(...fates: readonly Fate[]): Promise<ApiServer> {
    let count = 0;
    const server = http.createServer((request, response) => {
      const fate = fates[Math.min(count++, fates.length - 1)] as Fate;
      if (fate === 'reset') return request.socket.destroy();
      const status = fate === 'slow' ? 201 : fate;
      const answer = () => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ kind: 'Status', message: `said ${status}` }));
      };
      return fate === 'slow' ? setTimeout(answer, SLOW_MS) : answer();
    });
    servers.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const kubeconfig = join(mkdtempSync(join(tmpdir(), 'cdk8s-net-test-')), 'config');
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'c', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'u', user: {} }],
      contexts: [{ name: 'here', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'here',
    };
    writeFileSync(kubeconfig, JSON.stringify(config));
    return ApiServer.of({ kubeconfig });
  }

  test.each<[string, readonly string[], RegExp]>([
    ['prints nothing', ['-e', ''], /the program \S+ gives no credentials: it printed no ExecCredential in JSON/],
    ['prints something else', ['-e', 'console.log("hello")'], /it printed no ExecCredential in JSON/],
    [
      'fails',
      ['-e', 'process.stderr.write("please log in"); process.exit(1)'],
      /gives no credentials: .*please log in/,
    ],
  ])('is not asked while the program for its credentials %s', async (_, args, expected) => {
    const server = 'https://127.0.0.1:1';
    const content = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'c', cluster: { server, 'insecure-skip-tls-verify': true } }],
      users: [
        {
          name: 'u',
          user: { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: process.execPath, args } },
        },
      ],
      contexts: [{ name: 'here', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'here',
    });
    using api = await ApiServer.of({ content });
    await expect(api.request('GET', '/version')).rejects.toThrow(expected);
  });

  test('that is away is asked again, and budgets grow', async () => {
    using api = await thatMeets('reset', 503, 200);
    expect(withRecovery(1_000, api)).toBe(1_000);
    expect(await api.request('GET', '/version')).toMatchObject({ message: 'said 200' });
    expect(api.hasBeenAway).toBe(true);
    expect(withRecovery(1_000, api)).toBeGreaterThan(1_000);
  });

  test('that was away a moment ago may not know its users yet', async () => {
    using api = await thatMeets('reset', 403, 401, 200);
    expect(await api.request('GET', '/version')).toMatchObject({ message: 'said 200' });
  });

  test('that was not away means what it says', async () => {
    using api = await thatMeets(403);
    await expect(api.request('GET', '/version')).rejects.toMatchObject({ code: 403 });
    using other = await thatMeets(401);
    await expect(other.request('GET', '/version')).rejects.toThrow(/does not know these credentials \(401\); log in/);
    expect(other.hasBeenAway).toBe(false);
  });

  test('is heard out about what it is making, and not about anything else', async () => {
    using api = await thatMeets('slow');
    const soon = () => ({ signal: AbortSignal.timeout(SLOW_MS / 4) });
    expect(await api.request('POST', '/api/v1/namespaces', { body: {}, ...soon() })).toMatchObject({
      message: 'said 201',
    });
    await expect(api.request('GET', '/api/v1/namespaces', soon())).rejects.toThrow(/aborted due to timeout/);
  });

  test('is not asked again to make something once the run has ended', async () => {
    using api = await thatMeets('reset', 201);
    const ended = new AbortController();
    const made = api.request('POST', '/api/v1/namespaces', { body: {}, signal: ended.signal });
    ended.abort(new Error('the run has ended'));
    await expect(made).rejects.toThrow('the run has ended');
  });

  test('that stays away cannot be reached, when it was waited for long enough', async () => {
    using api = await thatMeets('reset');
    await expect(api.request('GET', '/version', { patienceMs: 0 })).rejects.toThrow(
      /the API server cannot be reached: /,
    );
  });
});
