/**
 * Whether a command is known to fail whenever it runs: `false`, `/bin/false`, `sh -c false`, `sh -c "exit 1"`.
 *
 * @param command as it stands in a manifest that nobody has checked
 */
export function alwaysFails(command: unknown): boolean {
  if (!Array.isArray(command)) return false;
  const [program = '', option, script, ...more] = command.map(String);
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (option === undefined) return name === 'false';
  return SHELLS.has(name) && option === '-c' && more.length === 0 && FAILING_SCRIPT.test((script ?? '').trim());
}

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash']);
const FAILING_SCRIPT = /^(?:false|exit\s+[1-9]\d*)\s*;?$/;
