import { RULES } from '../../src/rules/all';
import { UPDATE_RULES } from '../../src/rules/update';
import { runCli, withFiles } from './run-cli';

describe('rules', () => {
  test('lists every rule, those for updates among them', async () => {
    const { exitCode, stdout } = await runCli('rules');
    expect(exitCode).toBe(0);
    const lines = new Set(stdout.split('\n').map((line) => line.split(' ')[0]));
    expect([...RULES, ...UPDATE_RULES].filter(({ id }) => !lines.has(id))).toEqual([]);
  });

  test('lists those that speak of a text', async () => {
    const { stdout } = await runCli('rules', 'Cluster', 'IP');
    expect(stdout).toMatch(/^update\/service-cluster-ip /m);
    expect(stdout).not.toMatch(/^pod\/image /m);
  });

  test.each([...RULES, ...UPDATE_RULES].map(({ id }) => id))('prints the page of %s, line by line', async (id) => {
    const { exitCode, stdout } = await runCli('rules', id);
    expect(exitCode).toBe(0);
    expect(stdout.startsWith(`${id}\n`)).toBe(true);
    expect(stdout).toMatch(/^ {4}apiVersion: /m);
    expect(stdout).not.toContain('\\n');
  });

  test('lists those of the user, and prints their pages', async () => {
    const own = `{
      id: 'acme/own', severity: 'error', kinds: ['Service'], summary: 'no Services', why: 'w', fix: 'f', passing: [],
      failing: [{ title: 'One', manifests: '{ kind: Service }', path: 'spec', kind: 'Forbidden' }], *check() {},
    }`;
    const folder = withFiles({
      'rules.cjs': `module.exports = [${own}];`,
      'config.cjs': `module.exports = { rules: ['./rules.cjs'] };`,
    });
    for (const given of [
      ['--rules', `${folder}/rules.cjs`],
      ['--config', `${folder}/config.cjs`],
    ]) {
      expect((await runCli('rules', ...given)).stdout).toMatch(/^acme\/own +error +no Services$/m);
      const { exitCode, stdout } = await runCli('rules', 'acme/own', ...given);
      expect([exitCode, stdout]).toEqual([0, expect.stringContaining('Said by: a rule of your own')]);
      expect(stdout).toContain('    { kind: Service }');
    }
  });

  test('says what was meant by an id that is nearly one', async () => {
    const { exitCode, stderr } = await runCli('rules', 'links/selector-matches-nothin');
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    const wrong = await runCli('rules', 'links/selector-matchs-nothing');
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toContain('did you mean links/selector-matches-nothing?');
  });

  test('are told once of, whatever was found', async () => {
    const { stdout } = await runCli('check', 'test/fixtures/everything.yaml', 'examples/full/expected.yaml');
    expect(stdout.split('cdk8s-net rules ').length).toBeLessThanOrEqual(2);
  });
});
