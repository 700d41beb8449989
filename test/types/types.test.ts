import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../..');
const files = readdirSync(__dirname)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => join(__dirname, name));
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'test/tsconfig.json'), (path) => ts.sys.readFile(path)).config,
  ts.sys,
  join(root, 'test'),
);
const program = ts.createProgram(files, { ...options, noEmit: true });

describe('the compiler', () => {
  test.each(files.map((file) => [basename(file), file]))('accepts and refuses what %s says', (_, file) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    expect(found.map(print)).toEqual([]);
  });

  test('says why a literal is refused', () => {
    const file = join(__dirname, 'virtual.ts');
    const text = `import { Chart } from 'cdk8s';
      import { ClusterIPService, NodePortService } from '../../src/index';
      declare const chart: Chart;
      new ClusterIPService(chart, 'a', { ports: [{ port: 70000 }] });
      new NodePortService(chart, 'b', { ports: [{ port: 80, nodePort: 8080 }] });`;
    const host = ts.createCompilerHost(options);
    const getSourceFile = host.getSourceFile.bind(host);
    host.getSourceFile = (name, ...rest) =>
      name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
    const virtual = ts.createProgram([file], { ...options, noEmit: true }, host, program);
    const messages = virtual.getSemanticDiagnostics(virtual.getSourceFile(file)).map(print);
    expect(messages).toHaveLength(2);
    expect(messages[0]).toContain('70000 is not a port: ports are 1 to 65535');
    expect(messages[1]).toContain('8080 is not a node port: node ports are 30000 to 32767');
  });
});

function print({ file, start = 0, messageText }: ts.Diagnostic): string {
  const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
  return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}
