import type { Input } from './input';

/** What the engine says when nobody has thought of something. */
const WORDS =
  /\bundefined\b|\bNaN\b|\[object \w+\]|Cannot read|is not (?:a function|a constructor|iterable)|\[native code\]|Maximum call stack|Invalid array length/;

/** What terminals and logs do not take for text: controls other than line breaks, and what turns or hides the text around it. */
const COMMANDS = /(?!\n)[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** What is wrong with what is said, with what stands around it: words of the engine, unless the input has them, and commands. */
export function faultIn(said: string, input: Input): string | undefined {
  const words = WORDS.exec(said);
  if (words !== null && !Object.values(input).some((text) => String(text).includes(words[0])))
    return around(said, words);
  const command = COMMANDS.exec(said);
  return command === null ? undefined : JSON.stringify(around(said, command));
}

function around(said: string, { index }: RegExpExecArray): string {
  return said.slice(Math.max(0, index - 80), index + 60);
}
