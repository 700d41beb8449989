import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiServer } from '../../../src/targets/cluster/api-server';
import { clientLibrary } from '../../../src/targets/cluster/client-library';
import { withRecovery } from '../../../src/targets/cluster/recovery';

/** What happens to one request after the other: a status, or nobody is there; the last holds on. */
type Fate = number | 'reset';

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
      response.writeHead(fate, { 'content-type': 'application/json' });
      return response.end(JSON.stringify({ kind: 'Status', message: `said ${fate}` }));
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

  test('that stays away cannot be reached, when it was waited for long enough', async () => {
    using api = await thatMeets('reset');
    await expect(api.request('GET', '/version', { patienceMs: 0 })).rejects.toThrow(
      /the API server cannot be reached: /,
    );
  });
});
