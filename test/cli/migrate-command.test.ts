import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifests } from '../../src/model/parse-manifests';
import { app, ingress, TLS } from '../migrate/shop';
import { runCli, withFiles } from './run-cli';

const files = (...texts: readonly string[]) =>
  join(withFiles({ 'shop.yaml': [app('web'), ...texts].join('') }), 'shop.yaml');

describe('cdk8s-net migrate ingress', () => {
  it('prints new manifests on stdout, and the proof on stderr', async () => {
    const { exitCode, stdout, stderr } = await runCli('migrate', 'ingress', files(ingress({ tls: TLS })));
    expect(parseManifests(stdout).map(({ kind }) => kind)).toEqual(['Gateway', 'HTTPRoute', 'HTTPRoute']);
    expect(stderr).toContain('PROVEN');
    expect(exitCode).toBe(0);
  });

  it('prints constructs that declare them', async () => {
    const { stdout } = await runCli('migrate', 'ingress', '--format', 'typescript', files(ingress({ tls: TLS })));
    expect(stdout).toContain('new Gateway(this');
    expect(stdout).toContain('new HTTPRoute(this');
  });

  it('prints the proof as JSON', async () => {
    const { stdout } = await runCli('migrate', 'ingress', '--format', 'json', files(ingress()));
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, differences: expect.anything() as unknown });
  });

  it('exits with 1 for an access list that is lost, until that is accepted with a reason', async () => {
    const file = files(ingress({ annotations: { 'whitelist-source-range': '10.0.0.0/8' } }));
    expect((await runCli('migrate', 'ingress', file)).exitCode).toBe(1);
    const accept = ['--accept', 'whitelist-source-range=a policy of the mesh, see below'];
    expect((await runCli('migrate', 'ingress', file, ...accept)).exitCode).toBe(0);
  });

  it('exits with 1 for explained differences where it is told to', async () => {
    const file = files(ingress({ tls: TLS }));
    expect((await runCli('migrate', 'ingress', file, '--fail-on', 'difference')).exitCode).toBe(1);
  });

  it('exits with 2 where there is no Ingress, and for a name without reason', async () => {
    expect((await runCli('migrate', 'ingress', files())).exitCode).toBe(2);
    expect((await runCli('migrate', 'ingress', files(ingress()), '--accept', 'x')).exitCode).toBe(2);
  });

  it('writes the proof into a new file, and never into one that is there', async () => {
    const file = files(ingress());
    const report = join(file, '../proof.json');
    expect((await runCli('migrate', 'ingress', file, '--report', report)).exitCode).toBe(0);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ version: 1 });
    writeFileSync(report, 'mine');
    expect((await runCli('migrate', 'ingress', file, '--report', report)).exitCode).toBe(2);
    expect(readFileSync(report, 'utf8')).toBe('mine');
  });
});
