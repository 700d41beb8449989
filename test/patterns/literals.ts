import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const SRC = join(__dirname, '../../src');

/** What the sources say of regular expressions, with `file:line` of each place. */
export interface PatternsOfSources {
  /** Literals: `/a+/g`. */
  readonly literals: readonly (readonly [place: string, pattern: string])[];
  /** `RegExp(...)` and `new RegExp(...)`. */
  readonly made: readonly string[];
}

export function patternsOfSources(): PatternsOfSources {
  const literals: (readonly [string, string])[] = [];
  const made: string[] = [];
  for (const file of readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const source = ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const placeOf = (node: ts.Node) => `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) literals.push([placeOf(node), node.text]);
      if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp') {
        made.push(placeOf(node));
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { literals, made };
}
