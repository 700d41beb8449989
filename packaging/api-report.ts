/** Writes `packaging/api.md`: everything that users can see, so that a change of it is seen in review. `npm run api` runs it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';

const printer = ts.createPrinter({ removeComments: true });

/** @param types folder of the declarations that are published */
export function apiReport(types: string): string {
  const files = readdirSync(types).sort();
  return ['# Public API', ...files.map((file) => sectionOf(join(types, file)))].join('\n\n') + '\n';
}

function sectionOf(file: string): string {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const statements = source.statements.map((statement) => {
    return { key: keyOf(statement), text: printer.printNode(ts.EmitHint.Unspecified, statement, source) };
  });
  // The order in a file is that of modules, which is nobody's business.
  statements.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const texts = statements.map(({ text }) => linewise(text.replaceAll(/^ +private .*\n/gm, '')));
  return [`## ${basename(file)}`, '```typescript', ...texts, '```'].join('\n');
}

/** Imports and exports first, then everything by its name. */
function keyOf(statement: ts.Statement): string {
  const [declared = statement] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  return `${ts.getNameOfDeclaration(declared as ts.Declaration)?.getText() ?? ''}`;
}

/** A list of names with one name in a line. */
function linewise(text: string): string {
  return text.replace(/^(export|import) (type )?\{ (.*) \}/, (_, word: string, type = '', names: string) => {
    const lines = names.split(', ').sort();
    return `${word} ${type}{\n${lines.map((line) => `  ${line},\n`).join('')}}`;
  });
}

if (require.main === module) writeFileSync('packaging/api.md', apiReport('types'));
