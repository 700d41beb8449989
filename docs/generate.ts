/** Writes the pages of the rules: `npx ts-node --transpile-only docs/generate.ts`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RULES } from '../src/rules/all';
import { renderIndex, renderPage } from '../src/rules/page';

const directory = join(__dirname, 'rules');

rmSync(directory, { recursive: true, force: true });
write('README.md', renderIndex(RULES));
for (const rule of RULES) write(`${rule.id}.md`, renderPage(rule));

function write(file: string, text: string): void {
  const path = join(directory, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
