import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';

const SOURCE = readFileSync(join(__dirname, '../../src/runtime/disposal.ts'), 'utf8');
const { outputText } = ts.transpileModule(SOURCE, {
  compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
});

/** A realm of its own, as jest makes one for each file of tests. */
function realm() {
  const context = createContext({ exports: {} });
  return { run: (code: string): unknown => runInContext(code, context) };
}

test('a realm without the symbols of disposal gets them', () => {
  const { run } = realm();
  run('delete Symbol.dispose; delete Symbol.asyncDispose;');
  run(`(() => {${outputText}})()`);
  expect(run('[typeof Symbol.dispose, typeof Symbol.asyncDispose]')).toEqual(['symbol', 'symbol']);
});

test('a realm that has the symbols keeps them', () => {
  const { run } = realm();
  run(`(() => {${outputText}})()`);
  run('before = [Symbol.dispose, Symbol.asyncDispose]');
  run(`(() => {${outputText}})()`);
  expect(run('before[0] === Symbol.dispose && before[1] === Symbol.asyncDispose')).toBe(true);
});

test.each(['matchers', 'conformance'])('the entry %s sees to the symbols before anything else', (entry) => {
  const text = readFileSync(join(__dirname, `../../src/${entry}/index.ts`), 'utf8');
  expect(/^import .*$/m.exec(text)?.[0]).toBe("import '../runtime/disposal';");
});
