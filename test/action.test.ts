import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { withFiles } from './cli/run-cli';
import { ROOT } from './package/build';

const { inputs, runs } = load(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { readonly default: string }>;
  runs: { steps: readonly { readonly env?: Record<string, string>; readonly run?: string }[] };
};
const [check, , diff, last] = runs.steps;

/** Programs that write down what they are asked, and say what a test wants. */
const PROGRAMS = {
  npx: 'echo "npx $*" >> asked\necho "said by $3"\n[ "$3" = diff ] && [ "$LONG" ] && head -c 70000 /dev/zero | tr "\\0" a\nexit "${NPX:-0}"',
  gh: 'echo "gh $*" >> asked\ncase "$*" in *--jq*) printf "$IDS" ;; *) cat told/cdk8s-net-diff.md > comment ;; esac',
  git: 'echo "git $*" >> asked\n[ "$1" = fetch ]',
};

/** Runs a step as the runner does: with the defaults of the inputs, and what GitHub sets. */
function run(step: (typeof runs.steps)[number] | undefined, given: Readonly<Record<string, string>>) {
  const folder = withFiles({
    ...Object.fromEntries(Object.entries(PROGRAMS).map(([name, text]) => [`bin/${name}`, `#!/bin/bash\n${text}\n`])),
    'told/.keep': '',
  });
  for (const name of Object.keys(PROGRAMS)) chmodSync(join(folder, 'bin', name), 0o755);
  const declared = Object.entries(step?.env ?? {}).map(([name, value]) => {
    const [, input = ''] = /inputs\.(\w+)/.exec(value) ?? [];
    return [name, inputs[input]?.default ?? ''];
  });
  const env = {
    PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
    GITHUB_OUTPUT: 'output',
    GITHUB_STEP_SUMMARY: 'summary',
    GITHUB_REPOSITORY: 'acme/shop',
    RUNNER_TEMP: 'told',
    ...(Object.fromEntries(declared) as Record<string, string>),
    ...given,
  };
  const { status, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '');
  return { status, stderr, read, asked: read('asked').trimEnd().split('\n') };
}

describe('the action', () => {
  test('writes the findings as SARIF, and fails where there is no verdict', () => {
    const args = { CHECK_PATHS: 'a b', CHECK_ARGS: '--fail-on warning' };
    const found = run(check, { ...args, NPX: '1' });
    expect([found.status, found.asked]).toEqual([
      0,
      ['npx --yes cdk8s-net@latest check a b --fail-on warning --format sarif'],
    ]);
    expect(found.read('cdk8s-net.sarif')).toBe('said by check\n');
    expect(run(check, { ...args, NPX: '2' }).status).toBe(2);
  });

  test('never takes what it is given for a command', () => {
    const { asked, read } = run(check, { CHECK_PATHS: '$(touch a) ;touch b', CHECK_ARGS: '`touch c`' });
    expect(asked).toEqual(['npx --yes cdk8s-net@latest check $(touch a) ;touch b `touch c` --format sarif']);
    expect(['a', 'b', 'c'].map(read)).toEqual(['', '', '']);
  });

  const pull = { DIFF_PATH: 'manifests', DIFF_BASE: 'abc', DIFF_PULL: '7' };

  test('comments on a pull request what it does to the network, once', () => {
    const first = run(diff, { ...pull, NPX: '1' });
    expect([first.status, first.stderr]).toEqual([0, '']);
    expect(first.asked).toEqual([
      'git cat-file -e abc^{commit}',
      'git fetch --quiet --no-tags --depth 1 origin abc',
      'npx --yes cdk8s-net@latest diff --git abc manifests --format markdown',
      expect.stringContaining('gh api --paginate repos/acme/shop/issues/7/comments?per_page=100 --jq') as string,
      'gh api --silent repos/acme/shop/issues/7/comments -F body=@told/cdk8s-net-diff.md',
    ]);
    expect(first.read('comment')).toBe('<!-- cdk8s-net diff -->\nsaid by diff\n');
    expect([first.read('summary'), first.read('output')]).toEqual(['said by diff\n', 'code=1\n']);
    expect(run(diff, { ...pull, IDS: '11\\n12\\n' }).asked.at(-1)).toBe(
      'gh api --silent --method PATCH repos/acme/shop/issues/comments/11 -F body=@told/cdk8s-net-diff.md',
    );
  });

  test('leaves a comment that GitHub would not take to the summary', () => {
    const { status, read } = run(diff, { ...pull, LONG: 'yes' });
    expect([status, read('comment').length < 200, read('summary').length > 70_000]).toEqual([0, true, true]);
    expect(read('comment')).toMatch(/^<!-- cdk8s-net diff -->\n.*summary/);
  });

  test.each([
    ['0', '', 0],
    ['1', '', 1],
    ['0', '1', 1],
  ])('ends with the exit code of check, %s, or of diff, %s', (code, changed, expected) => {
    expect(run(last, { CHECK_PATHS: '.', NPX: code, DIFF_CODE: changed }).status).toBe(expected);
  });
});
