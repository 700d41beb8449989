import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { RULES as CHECKED_RULES } from '../../src/rules/all';
import { renderIndex, renderPage } from '../../src/rules/page';
import { UPDATE_RULES } from '../../src/rules/update';
import { minorOf } from '../../src/terms/kubernetes-version';

const RULES = [...CHECKED_RULES, ...UPDATE_RULES];
const ROOT = join(__dirname, '../..');
const SOURCES = join(ROOT, 'src/rules');
const PAGES = join(ROOT, 'docs/rules');
const REMEDY = 'run: npx ts-node --transpile-only docs/generate.ts';

describe('the index of the rules', () => {
  it('has every id once', () => {
    expect(RULES.map(({ id }) => id)).toHaveLength(new Set(RULES.map(({ id }) => id)).size);
  });

  it('holds every file that defines a rule, under the id that is its path', () => {
    const files = list(SOURCES, '.ts').filter((file) => file.includes('/'));
    const defining = files.filter((file) =>
      /= define\w*Rule\(\{/.test(readFileSync(join(SOURCES, `${file}.ts`), 'utf8')),
    );
    expect(defining.sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  it('names the id in the file that defines it', () => {
    const misnamed = RULES.filter(({ id }) => !readFileSync(join(SOURCES, `${id}.ts`), 'utf8').includes(`id: '${id}'`));
    expect(misnamed.map(({ id }) => id)).toEqual([]);
  });

  it('names versions that exist', () => {
    const named = RULES.flatMap(({ versions = {} }) => Object.values(versions));
    expect(named.filter((version) => minorOf(version) === undefined)).toEqual([]);
  });

  it('says in sentences what to do', () => {
    expect(RULES.filter(({ fix }) => !/^[A-Z].*[.?]$/.test(fix)).map(({ id, fix }) => `${id}: ${fix}`)).toEqual([]);
  });

  it('has a page for every rule, as it is generated, and no others', () => {
    const stale = RULES.filter((rule) => readPage(rule.id) !== renderPage(rule)).map(({ id }) => `${id}: ${REMEDY}`);
    expect(stale).toEqual([]);
    expect(readPage('README') === renderIndex(RULES) ? '' : REMEDY).toBe('');
    expect(list(PAGES, '.md').sort()).toEqual(['README', ...RULES.map(({ id }) => id)].sort());
  });
});

function readPage(name: string): string {
  const path = join(PAGES, `${name}.md`);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function list(directory: string, extension: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length).split(sep).join('/'));
}
