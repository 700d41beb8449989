import { join } from 'node:path';
import { runCli, withFiles } from './run-cli';

const WEB = '{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: { ports: [{ port: 80 }] } }';
const rule = (id: string) => `{
  id: '${id}', severity: 'error', kinds: ['Service'], summary: 's', why: 'w', fix: 'f', passing: [], failing: [],
  *check(service) { yield service.at('spec').forbidden('no Services'); },
}`;
const MODULES = {
  'list.cjs': `module.exports = [${rule('acme/list')}];`,
  'compiled.cjs': `exports.__esModule = true; exports.default = [${rule('acme/compiled')}];`,
  'es.mjs': `export default [${rule('acme/es')}];`,
  'awaiting.mjs': `await null; export default [${rule('acme/awaiting')}];`,
  'none.cjs': 'exports.rules = [];',
  'spoilt.cjs': `module.exports = [${rule('acme')}];`,
  'throwing.cjs': `throw new Error('no luck');`,
  'failing.cjs': `module.exports = [{ ...${rule('acme/failing')}, check() { null.x; } }];`,
};

/** `check` with the rules of some modules, or other flags. */
async function check(...flags: readonly string[]) {
  const folder = withFiles({ ...MODULES, 'web.yaml': WEB });
  const given = flags.map((flag) => (flag in MODULES || flag === 'missing.cjs' ? join(folder, flag) : flag));
  return runCli('check', join(folder, 'web.yaml'), '--format', 'json', ...given);
}

const found = (stdout: string) =>
  (JSON.parse(stdout) as { diagnostics: { rule: string }[] }).diagnostics.map((each) => each.rule);

describe('--rules', () => {
  test.each(['list.cjs', 'compiled.cjs', 'es.mjs', 'awaiting.mjs'])('takes a module of any kind: %s', async (file) => {
    const { exitCode, stdout } = await check('--rules', file);
    expect([exitCode, found(stdout)]).toEqual([1, [`acme/${file.split('.')[0]}`]]);
  });

  test('takes TypeScript where ts-node is installed beside it', async () => {
    const tsNode = `module.exports = require(${JSON.stringify(require.resolve('ts-node'))});`;
    const typed = `const id: string = 'acme/typed';\nexport default [{ ...${rule('acme/x')}, id }] as const;`;
    const folder = withFiles({ 'rules.ts': typed, 'node_modules/ts-node/index.js': tsNode });
    const { exitCode, stdout } = await check('--rules', join(folder, 'rules.ts'));
    expect([exitCode, found(stdout)]).toEqual([1, ['acme/typed']]);
  });

  test('takes several, whose ids the other flags know', async () => {
    const both = ['--rules', 'list.cjs', '--rules', 'es.mjs'];
    const { exitCode, stdout } = await check(
      ...both,
      '--severity',
      'acme/list=off',
      '--acknowledge',
      'acme/es=as it is',
    );
    expect([exitCode, found(stdout)]).toEqual([0, []]);
  });

  test.each<[string, readonly string[], string]>([
    ['a module that is not there', ['missing.cjs'], 'missing.cjs: cannot be loaded: Cannot find module'],
    ['a module that throws', ['throwing.cjs'], 'throwing.cjs: cannot be loaded: no luck'],
    ['a module without a list', ['none.cjs'], 'none.cjs: has no list of rules as its default export'],
    ['a rule that is none', ['spoilt.cjs'], '--rules acme: is not the id of a rule'],
    ['an id twice', ['list.cjs', 'list.cjs'], '--rules acme/list: is the id of another rule'],
    ['a rule that fails', ['failing.cjs'], 'rule acme/failing failed on Service default/web: '],
  ])('says in one line what cannot be used: %s', async (_, files, text) => {
    const { exitCode, stdout, stderr } = await check(...files.flatMap((file) => ['--rules', file]));
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(text);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
