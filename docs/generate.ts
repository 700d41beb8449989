/** Writes the pages of rules and constructs, and the schemas of files: `npm run docs`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RULES } from '../src/rules/all';
import { renderIndex, renderPage } from '../src/rules/page';
import { UPDATE_RULES } from '../src/rules/update';
import { conformancePage } from './conformance-page';
import { constructIndex, constructPages } from './construct-pages';
import { SCHEMAS } from './schemas';

const ROOT = join(__dirname, '..');

for (const folder of ['docs/rules', 'docs/constructs', 'schema']) {
  rmSync(join(ROOT, folder), { recursive: true, force: true });
}
const rules = [...RULES, ...UPDATE_RULES];
write('docs/rules/README.md', renderIndex(rules));
for (const rule of rules) write(`docs/rules/${rule.id}.md`, renderPage(rule));
const constructs = constructPages();
write('docs/constructs/README.md', constructIndex(constructs));
for (const [name, text] of constructs) write(`docs/constructs/${name}.md`, text);
for (const [name, schema] of Object.entries(SCHEMAS))
  write(`schema/${name}`, `${JSON.stringify(schema, undefined, 2)}\n`);
void conformancePage().then((page) => write('docs/gateway-conformance.md', page));

function write(file: string, text: string): void {
  const path = join(ROOT, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
