import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const FILE = join(__dirname, '../../src/model/objects.ts');

it('every field of the API may be absent, but for metadata and spec, which decoding adds', () => {
  const source = ts.createSourceFile(FILE, readFileSync(FILE, 'utf8'), ts.ScriptTarget.Latest, true);
  const certain: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeAliasDeclaration(node) && ts.isIntersectionTypeNode(node.type)) return;
    if (ts.isPropertySignature(node) && node.questionToken === undefined) certain.push(node.name.getText());
    ts.forEachChild(node, visit);
  };
  visit(source);
  expect(new Set(certain)).toEqual(new Set(['metadata', 'spec']));
});
