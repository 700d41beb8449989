import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { checkManifests, parseManifests } from '../src';
import { allCommands } from '../src/cli/commands';
import { addConfiguration } from '../src/cli/configuration-options';
import { Interruption } from '../src/cli/interruption';
import { loadConfiguration } from '../src/config/configuration';
import { FORMATS } from '../src/diagnostics/format';
import { readIntents } from '../src/model/intents-file';
import type { Rule } from '../src/rules';
import { failedExamples } from '../src/rules';
import { withFiles } from './cli/run-cli';
import { ROOT } from './package/build';
import { PAGES } from './package/fences';
import { runModule } from './run-module';

const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** What stands in the fences of one language, by page. */
function fences(language: string): readonly (readonly [page: string, text: string])[] {
  const pattern = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm');
  return PAGES.flatMap((page) => [...read(page).matchAll(pattern)].map(([, text = '']) => [page, text] as const));
}

// That their code compiles is tested with the package, as users have it: test/package.
test.each(PAGES)('links lead to what is there: %s', (page) => {
  const targets = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);
  expect(targets.filter((target) => !existsSync(join(ROOT, page, '..', target)))).toEqual([]);
});

test.each(PAGES.filter((page) => /^docs\/(start\/)?[\w-]+\.md$/.test(page)))('the site has a way to %s', (page) => {
  expect(read('site/.vitepress/config.mts')).toContain(`'${page.replace(/^docs(.*)\.md$/, '$1')}'`);
});

test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('files and folders are where %s says', (page) => {
  const folders = ['bench', 'docs', 'packaging', 'site', 'src', 'test'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}/`),
  );
  const named = [...read(page).matchAll(/`((?:[\w-]+\/)*[\w-]+(?:\.(?:ts|json|css)|\/))`/g)].map(
    ([, name = '']) => name,
  );
  const made = /^(?:types|lib|assets)\//;
  const isThere = (name: string) =>
    existsSync(join(ROOT, name)) || files.some((file) => `/${file}`.includes(`/${name.replace(/\/$/, '')}/`));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !made.test(name) && !isThere(name))).toEqual([]);
});

/** The calls of the command line in a text, without what comments and redirections say. */
function callsIn(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/(?:npx |cdk8s-net:? )?\bcdk8s-net ((?:[a-z]+)(?: [^|>#\n]+)?)/g)].map(([, call = '']) =>
    [...call.trim().matchAll(/'[^']*'|"[^"]*"|\S+/g)].map(([word]) => word.replaceAll(/^['"]|['"]$/g, '')),
  );
}

/** What a sentence, or a table, has in backticks. */
const inline = PAGES.flatMap((page) =>
  [
    ...read(page)
      .replaceAll(/^```[\s\S]*?^```/gm, '')
      .matchAll(/`((?:[^`]*npx )?cdk8s-net [a-z][^`\n]*)`/g),
  ].map(([, text = '']) => [page, text.replaceAll('\\|', '|')] as const),
);

const CALLS = [...fences('sh'), ...fences('yaml'), ...inline].flatMap(([page, text]) =>
  text.split('\n').flatMap((line) => callsIn(line).map((words) => [page, words.join(' '), words] as const)),
);

test('there are commands in the docs', () => {
  expect(CALLS.length).toBeGreaterThan(30);
});

test.each(CALLS)(
  '%s shows a command that there is, with flags that it has: %s',
  async (_, __, [name = '', ...words]) => {
    using interruption = new Interruption();
    const program = new Command('cdk8s-net').option('--debug');
    addConfiguration(program);
    for (const add of await allCommands()) add(program, () => {}, interruption);
    const command = program.commands.find((each) => each.name() === name);
    command?.exitOverride().configureOutput({ writeErr: () => {} });
    const { unknown = [name] } = command?.parseOptions([...words]) ?? {};
    expect(unknown.filter((word) => !/^--(no-)?config$/.test(word) && word.startsWith('-') && word !== '-')).toEqual(
      [],
    );
    expect(command).toBeDefined();
  },
);

const YAML = fences('yaml');

test.each(
  YAML.filter(([, text]) => /^(kubernetesVersion|external|ignore):/m.test(text) && !/^(language|on):/m.test(text)),
)('%s shows a configuration that can be used', (_, text) => {
  const file = join(withFiles({ 'cdk8s-net.config.yaml': text }), 'cdk8s-net.config.yaml');
  expect(loadConfiguration(file).config).not.toEqual({});
});

test.each(YAML.filter(([, text]) => /^intents:/m.test(text)))('%s shows intents that can be read', (_, text) => {
  expect(readIntents(text, 'intents.yaml').length).toBeGreaterThan(0);
});

test("the finding of a rule of one's own is printed as its page shows it, and its examples hold", async () => {
  const page = read('docs/own-rules.md');
  const [code = ''] = /^```ts\n([\s\S]*?)^```/m.exec(page)?.slice(1) ?? [];
  const [shown = ''] = /^```\n(error [\s\S]*?)^```/m.exec(page)?.slice(1) ?? [];
  const { default: rules } = runModule(code) as { default: readonly Rule[] };
  expect(rules.flatMap(failedExamples)).toEqual([]);
  const web = `{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { type: NodePort, ports: [{ port: 80 }] } }`;
  const found = checkManifests(parseManifests(web), { rules });
  const printed = String(FORMATS.text(found, { objects: 1, rules: [], toolVersion: '' })).split('\n');
  // All but the first line, which names the construct or the file.
  const [head = '', ...lines] = shown.trimEnd().split('\n');
  const start = printed.findIndex((line) => line.startsWith(head.split('  ')[0] ?? ''));
  expect(printed.slice(start + 1, start + 1 + lines.length)).toEqual(lines);
});

test.each(
  ['package.json', 'template/new/package.json'].flatMap((file) => {
    const { scripts } = JSON.parse(read(file)) as { scripts: Record<string, string> };
    const sources = file.startsWith('template')
      ? ['template/app/README.md', 'template/app/github/workflows/network.yml']
      : [...PAGES, 'Dockerfile', '.github/workflows/test.yml', '.github/workflows/release.yml'];
    return sources.map((source) => [source, Object.keys(scripts)] as const);
  }),
)('%s names scripts that there are', (source, scripts) => {
  const named = [...read(source).matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, script = '']) => script);
  expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
});
