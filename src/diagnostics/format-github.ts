import { commandFormatter } from '../terms/printable';
import type { Diagnostic, Severity } from './diagnostic';
import { whatOf } from './what-of';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands of GitHub Actions, one a line, which annotate the lines of a pull request. */
export const formatGithub = commandFormatter((diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(formatCommand).join('\n'),
);

function formatCommand(diagnostic: Diagnostic): string {
  const { severity, rule, object, fix, position } = diagnostic;
  const properties = {
    ...(position === undefined ? {} : { file: position.source, line: position.line, col: position.column }),
    title: `${rule} (${object.kind} ${object.name})`,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${COMMANDS[severity]} ${list.join(',')}::${escapeData(`${whatOf(diagnostic)}\nfix: ${fix}`)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
