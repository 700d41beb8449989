import { join } from 'node:path';
import { deployment, plain, service } from '../graph/network';
import { runCli, withFiles } from './run-cli';

const MANIFESTS = [
  deployment('web'),
  plain('web'),
  service('lost', '{selector: {app: nobody}, ports: [{port: 80}]}'),
  service('wrong', '{selector: {app: web}, ports: [{port: 70000}]}'),
].join('');

const network = () => join(withFiles({ 'network.yaml': MANIFESTS }), 'network.yaml');
const run = (...argv: readonly string[]) => runCli('graph', network(), ...argv);

describe('graph', () => {
  test.each([
    ['mermaid', /^flowchart LR/],
    ['dot', /^digraph/],
    ['svg', /^<svg/],
    ['html', /^<!doctype html>/],
  ])('draws as %s', async (format, start) => {
    const { exitCode, stdout } = await run('--format', format);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(start);
    expect(stdout).toContain('web');
  });

  test('shows what stands around something, and what fails', async () => {
    const { stdout: near } = await run('--focus', 'shop/web', '--depth', '1');
    expect(near).not.toContain('lost');
    const { stdout: failing } = await run('--only', 'failing');
    expect(failing).toContain('✗ lost');
    expect(failing).not.toContain('8080');
  });

  test('leaves out what the API server refuses, and tells it', async () => {
    const { stdout, stderr } = await run();
    expect(stdout).not.toContain('wrong');
    expect(stderr).toContain('left out: Service shop/wrong');
  });

  test('draws the results of a run', async () => {
    const folder = withFiles({ 'network.yaml': MANIFESTS });
    const [manifests, report] = [join(folder, 'network.yaml'), join(folder, 'report.json')];
    await runCli('verify', manifests, '--quiet', '--report', `json=${report}`);
    const { stdout } = await runCli('graph', manifests, '--report', report);
    expect(stdout).toEqual((await runCli('graph', manifests)).stdout);
    expect(stdout).toContain('✗ lost');
  });

  test('exits with 2 on a report whose probes ask what no probe asks', async () => {
    const probes = [{ id: '001', to: { protocol: 'quic', host: 'web' }, expect: {}, result: 'passed' }];
    const report = JSON.stringify({ version: 1, target: { workloads: {} }, probes });
    const file = join(withFiles({ 'other.json': report }), 'other.json');
    const { exitCode, stderr } = await run('--report', file);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('quic');
  });

  test.each([
    [['--focus', 'shop/wbe'], 'shop/web'],
    [['--depth', '-1'], '--depth -1'],
    [['--report', 'nowhere.json'], 'nowhere.json'],
    [['--report', 'package.json'], 'verify --report json=FILE'],
  ])('exits with 2 on %j, and says what to give', async (argv, hint) => {
    const { exitCode, stdout, stderr } = await run(...argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(hint);
  });
});
