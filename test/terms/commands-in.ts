/** What a terminal or a CI service would take for a command, or that hides or reorders text; none: the text is but text. */
export function commandsIn(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => [
      ...[...line]
        .filter((character) => isControl(character.codePointAt(0) as number))
        .map((found) => `U+${found.codePointAt(0)?.toString(16)} in ${line}`),
      ...(line.trim().startsWith('::') ? [`workflow command ${line}`] : []),
      ...(/##(vso|teamcity)?\[/.test(line) ? [`logging command ${line}`] : []),
    ]);
}

/** By ranges, and not by the classes of Unicode that the product goes by. */
function isControl(code: number): boolean {
  return CONTROLS.some(([first, last]) => code >= first && code <= last);
}

const CONTROLS: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x061c, 0x061c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xfffe, 0xffff],
  [0xe0000, 0xe0fff],
];

/** Texts that want to be more than text. */
export const HOSTILE_TEXTS: readonly string[] = [
  'x\u001b[2J\u001b[1;1H\u001b[32mno findings on 12 objects\u001b[0m\u001b]0;title\u0007',
  '\n::error file=README.md,line=1::forged',
  '::stop-commands::deadbeef',
  '\u00a0::add-mask::a',
  '\n##[error]forged',
  '##vso[task.setvariable variable=a]b',
  "##teamcity[buildStatus status='SUCCESS']",
  'section_start:1:a[collapsed=true]\r\u001b[0Kb',
  'a\u009b2Jb\u0090c\u009c',
  '\u202egnp.exe\u2066\u2069',
  'a\u2028b\u2029c\u0085d\u000be\u000cf',
  '\u200b\ufeff\u{e0041}\ud800\ufffe',
  '\r\u001b[K✓ AS DECLARED',
  ']]>&"<\u0000',
];
