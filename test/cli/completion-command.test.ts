import { spawnSync } from 'node:child_process';
import { runCli } from './run-cli';

const COMMANDS = ['check', 'verify', 'explain', 'graph', 'diff', 'migrate', 'rules', 'completion', 'init', 'cleanup'];

async function script(shell: string): Promise<string> {
  const { exitCode, stdout } = await runCli('completion', shell);
  expect(exitCode).toBe(0);
  return stdout;
}

describe('completion', () => {
  test.each([
    ['', COMMANDS],
    ['check --fo', ['--format']],
    ['check --format ', ['text', 'json', 'sarif', 'junit', 'github', 'html']],
    ['diff --format m', ['markdown']],
    ['verify --target k', ['kind', 'kubeconfig']],
    ['completion ', ['bash', 'zsh', 'fish']],
  ])('of bash has "cdk8s-net %s" go on with %j', async (line, expected) => {
    const words = `cdk8s-net ${line}`.split(' ');
    const ask = [
      `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})`,
      `COMP_CWORD=${words.length - 1}`,
      '_cdk8s_net',
      'printf "%s\\n" "${COMPREPLY[@]}"',
    ];
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', [await script('bash'), ...ask].join('\n')], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n').sort()).toEqual([...expected].sort());
  });

  test.each(['zsh', 'fish'])('of %s names every command, and is a script where there is that shell', async (shell) => {
    const text = await script(shell);
    for (const name of COMMANDS) expect(text).toContain(name);
    const { error, status } = spawnSync(shell, ['-n'], { input: text, encoding: 'utf8' });
    expect(error !== undefined || status === 0).toBe(true);
  });

  test('refuses other shells', async () => {
    expect((await runCli('completion', 'csh')).exitCode).toBe(2);
  });
});

describe('the help', () => {
  test.each(COMMANDS)('of %s ends with three examples', async (name) => {
    const { stdout } = await runCli(name, '--help');
    const [, examples = ''] = stdout.split('\nExamples:\n');
    expect(examples.match(/^ {2}(?! ).*cdk8s-net/gm)).toHaveLength(3);
  });
});
