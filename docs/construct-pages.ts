import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..');

/** A page for each construct, by the name of its class: made of what the sources say of it. */
export function constructPages(): ReadonlyMap<string, string> {
  const sources = readdirSync(join(ROOT, 'src/constructs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => parse(join(ROOT, 'src/constructs', name)));
  const statements = sources.flatMap((source) => [...source.statements]);
  const interfaces = new Map(statements.filter(ts.isInterfaceDeclaration).map((each) => [each.name.text, each]));
  const classes = new Map(statements.filter(ts.isClassDeclaration).map((each) => [each.name?.text ?? '', each]));
  const constructs = [...classes].filter(
    ([, each]) => isConstruct(each) && (interfaces.has(propsOf(each)) || hasMethods(each)),
  );
  return new Map(constructs.map(([name, each]) => [name, page(each, name, interfaces, classes)]));
}

/** The list of the pages. */
export function constructIndex(pages: ReadonlyMap<string, string>): string {
  const rows = [...pages].map(
    ([name, text]) => `| [${name}](${name}.md) | ${firstSentence(text.split('\n')[2] ?? '')} |`,
  );
  return ['# Constructs', '', '| construct | |', '|---|---|', ...rows, ''].join('\n');
}

type Interfaces = ReadonlyMap<string, ts.InterfaceDeclaration>;
type Classes = ReadonlyMap<string, ts.ClassDeclaration>;

function page(declared: ts.ClassDeclaration, name: string, interfaces: Interfaces, classes: Classes): string {
  const fields = fieldsOf(propsOf(declared), interfaces);
  const methods = methodsOf(declared, classes);
  const example = exampleOf(name);
  return (
    [
      `# ${name}`,
      textOf(declared),
      ...(example === undefined
        ? []
        : [
            `\`\`\`ts\n${example.code}\`\`\``,
            `From [examples/${example.folder}](../../examples/${example.folder}/README.md).`,
          ]),
      ...(fields.length === 0
        ? []
        : ['## Properties', table(['property', 'type', 'default', ''], fields.map(fieldRow))]),
      ...(methods.length === 0 ? [] : ['## Methods', table(['method', ''], methods.map(methodRow))]),
    ].join('\n\n') + '\n'
  );
}

/** The name of the interface of its properties. */
function propsOf(declared: ts.ClassDeclaration): string {
  const props = declared.members.find(ts.isConstructorDeclaration)?.parameters[2];
  return /^\w+/.exec(props?.type?.getText() ?? '')?.[0] ?? '';
}

function fieldRow(field: ts.PropertySignature): readonly string[] {
  const isOptional = field.questionToken !== undefined;
  const fallback = ts.getJSDocTags(field).find(({ tagName }) => tagName.text === 'default');
  const stated = ts.getTextOfJSDocComment(fallback?.comment) ?? '';
  return [
    `\`${field.name.getText()}\``,
    `\`${shortType(field.type?.getText() ?? '')}\``,
    isOptional ? stated.replace(/^- /, '') : 'required',
    textOf(field),
  ];
}

/** What people write: without the types that only serve the compiler's check. */
function shortType(type: string): string {
  return type
    .replaceAll(/\s+/g, ' ')
    .replace(/^(\w+) & Checked\w+<.*>$/, (_, given: string) =>
      given === 'Ports' ? 'list of ports' : given.toLowerCase(),
    );
}

function methodRow(method: ts.MethodDeclaration | ts.GetAccessorDeclaration): readonly string[] {
  const parameters = ts.isMethodDeclaration(method)
    ? `(${method.parameters.map(({ name }) => namesIn(name)).join(', ')})`
    : '';
  return [`\`${method.name.getText()}${parameters}\``, textOf(method)];
}

function namesIn(name: ts.BindingName): string {
  return ts.isIdentifier(name) ? name.text : 'options';
}

/** The fields of an interface, those of the ones that it extends among them. */
function fieldsOf(name: string, interfaces: Interfaces): readonly ts.PropertySignature[] {
  const declared = interfaces.get(name);
  if (declared === undefined) return [];
  const inherited = (declared.heritageClauses ?? []).flatMap(({ types }) =>
    types.flatMap(({ expression }) => fieldsOf(expression.getText(), interfaces)),
  );
  return [...declared.members.filter(ts.isPropertySignature), ...inherited];
}

type Member = ts.MethodDeclaration | ts.GetAccessorDeclaration;

/** What a class and those that it extends let others call. */
function methodsOf(declared: ts.ClassDeclaration, classes: Classes): readonly Member[] {
  const own = declared.members.filter((member): member is Member => {
    const isMember = ts.isMethodDeclaration(member) || ts.isGetAccessorDeclaration(member);
    return isMember && isPublic(member) && textOf(member) !== '';
  });
  const base = classes.get(baseOf(declared));
  const inherited = base === undefined ? [] : methodsOf(base, classes);
  const names = new Set(own.map(({ name }) => name.getText()));
  return [...own, ...inherited.filter(({ name }) => !names.has(name.getText()))];
}

function isPublic(member: Member): boolean {
  const flags = ts.getCombinedModifierFlags(member);
  const hidden =
    ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static | ts.ModifierFlags.Override;
  return (flags & hidden) === 0 && !ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal');
}

function isConstruct(declared: ts.ClassDeclaration): boolean {
  const flags = ts.getCombinedModifierFlags(declared);
  const isAbstract = (flags & ts.ModifierFlags.Abstract) !== 0;
  return (
    !isAbstract &&
    (flags & ts.ModifierFlags.Export) !== 0 &&
    ['ApiObject', 'Construct', 'ListenerOwner', 'Route', 'Service'].includes(baseOf(declared))
  );
}

function hasMethods(declared: ts.ClassDeclaration): boolean {
  return declared.members.some((member) => ts.isMethodDeclaration(member) && isPublic(member));
}

function baseOf({ heritageClauses = [] as unknown as ts.NodeArray<ts.HeritageClause> }: ts.ClassDeclaration): string {
  return heritageClauses[0]?.types[0]?.expression.getText() ?? '';
}

/** What is said of something, in one line and without code. */
function textOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '').join(' ');
  return text
    .replaceAll(/```[\s\S]*?```/g, '')
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function firstSentence(text: string): string {
  return /^.*?\.(?= |$)/.exec(text)?.[0] ?? text;
}

/** The smallest example that has it, and needs no other file. */
function exampleOf(name: string): { readonly folder: string; readonly code: string } | undefined {
  return readdirSync(join(ROOT, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name: folder }) => ({ folder, code: readFileSync(join(ROOT, 'examples', folder, 'main.ts'), 'utf8') }))
    .filter(({ code }) => code.includes(`new ${name}(`) && !code.includes("from './"))
    .map(({ folder, code }) => ({ folder, code: code.replace("'../../src'", "'cdk8s-net'") }))
    .sort((a, b) => a.code.length - b.code.length)[0];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...lines].join('\n');
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}
