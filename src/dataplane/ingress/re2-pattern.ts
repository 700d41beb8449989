import type * as Re2js from 're2js';

/** A regular expression that takes texts as a whole, in time linear in their length. */
export type Pattern = (text: string) => boolean;

/**
 * A pattern that somebody else wrote, in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax), which Go and Envoy
 * speak. Undefined for what RE2 refuses: look-around, back-references, more than 1,000 repetitions.
 */
export function re2Pattern(source: string): Pattern | undefined {
  const { RE2JS, RE2JSSyntaxException } = re2();
  try {
    const pattern = RE2JS.compile(source);
    return (text) => pattern.matches(text);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return undefined;
    throw error;
  }
}

/** Loaded by the first pattern that is met: manifests hardly ever have one. */
function re2(): typeof Re2js {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('re2js') as typeof Re2js;
}
