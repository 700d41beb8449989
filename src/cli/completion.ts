/** A command, as far as a shell completes it. */
export interface Completed {
  readonly name: string;
  readonly description: string;
  /** What its first argument can be; none: files. */
  readonly choices: readonly string[];
  readonly options: readonly CompletedOption[];
}

interface CompletedOption {
  /** `--format`, `-q`. */
  readonly names: readonly string[];
  readonly description: string;
  readonly choices: readonly string[];
  readonly takesValue: boolean;
}

/** The scripts, by shell. */
export const COMPLETIONS = { bash, zsh, fish } satisfies Readonly<
  Record<string, (commands: readonly Completed[]) => readonly string[]>
>;

function bash(commands: readonly Completed[]): readonly string[] {
  const words = (list: readonly string[]) => `COMPREPLY=($(compgen -W ${quoted(list.join(' '))} -- "$current"))`;
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .map(
        ({ names, choices }) =>
          `    ${names.map((each) => quoted(`${name} ${each}`)).join('|')}) ${words(choices)}; return ;;`,
      ),
  );
  const flags = commands.map(
    ({ name, options }) => `    ${name}) ${words(options.flatMap(({ names }) => names))}; return ;;`,
  );
  const firsts = commands
    .filter(({ choices }) => choices.length > 0)
    .map(({ name, choices }) => `    ${name}) ${words(choices)}; return ;;`);
  return [
    '_cdk8s_net() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}"',
    `  if [ "$COMP_CWORD" -eq 1 ]; then ${words(commands.map(({ name }) => name))}; return; fi`,
    '  case "$command $before" in',
    ...values,
    '  esac',
    '  case "$current" in -*) case "$command" in',
    ...flags,
    '  esac ;; esac',
    '  if [ "$COMP_CWORD" -eq 2 ]; then case "$command" in',
    ...firsts,
    '  esac; fi',
    '  COMPREPLY=($(compgen -f -- "$current"))',
    '}',
    'complete -o filenames -F _cdk8s_net cdk8s-net',
  ];
}

function zsh(commands: readonly Completed[]): readonly string[] {
  const described = (text: string) => text.replace(/[[\]:\\]/g, '\\$&');
  const specs = ({ options, choices }: Completed) => [
    ...options.flatMap(({ names, description, choices: values, takesValue }) =>
      names.map((name) =>
        quoted(
          `*${name}[${described(description)}]${takesValue ? `:value:${values.length > 0 ? `(${values.join(' ')})` : '_files'}` : ''}`,
        ),
      ),
    ),
    quoted(choices.length > 0 ? `1:argument:(${choices.join(' ')})` : '*:file:_files'),
  ];
  return [
    '#compdef cdk8s-net',
    '_cdk8s_net() {',
    '  local -a commands',
    `  commands=(${commands.map(({ name, description }) => quoted(`${name}:${described(description)}`)).join(' ')})`,
    "  if (( CURRENT == 2 )); then _describe 'command' commands; return; fi",
    '  local command=$words[2]',
    '  shift words; (( CURRENT-- ))',
    '  case $command in',
    ...commands.map((each) => `    ${each.name}) _arguments ${specs(each).join(' ')} ;;`),
    '  esac',
    '}',
    'compdef _cdk8s_net cdk8s-net',
  ];
}

function fish(commands: readonly Completed[]): readonly string[] {
  const rule = (condition: string, rest: readonly string[]) =>
    ['complete -c cdk8s-net', `-n ${quoted(condition)}`, ...rest].join(' ');
  return commands.flatMap(({ name, description, choices, options }) => {
    const seen = `__fish_seen_subcommand_from ${name}`;
    return [
      rule('__fish_use_subcommand', ['-f', `-a ${name}`, `-d ${quoted(description)}`]),
      ...(choices.length === 0 ? [] : [rule(seen, ['-f', `-a ${quoted(choices.join(' '))}`])]),
      ...options.map(({ names, description: text, choices: values, takesValue }) =>
        rule(seen, [
          ...names.map((each) => (each.startsWith('--') ? `-l ${each.slice(2)}` : `-s ${each.slice(1)}`)),
          ...(takesValue ? ['-r'] : []),
          ...(values.length > 0 ? ['-f', `-a ${quoted(values.join(' '))}`] : []),
          `-d ${quoted(text)}`,
        ]),
      ),
    ];
  });
}

/** A word of a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
