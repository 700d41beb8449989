import type * as Re2js from 're2js';

/** A regular expression that takes texts as a whole, in time linear in their length. */
export type Pattern = (text: string) => boolean;

/** A regular expression that is searched for in texts. */
export interface Search {
  /** Whether it is somewhere in a text. */
  test(text: string): boolean;
  /** The first places where it is, at most so many. */
  find(text: string, count: number): readonly string[];
}

/**
 * A pattern that somebody else wrote, in the syntax of RE2 (https://github.com/google/re2/wiki/Syntax), which Go and Envoy
 * speak. Undefined for what RE2 refuses: look-around, back-references, more than 1,000 repetitions.
 */
export function re2Pattern(source: string): Pattern | undefined {
  const pattern = compile(source);
  return pattern && ((text) => pattern.matches(text));
}

/** As {@link re2Pattern}, but to search for, as Go's MatchString does. Those asked for most lately are kept compiled. */
export function re2Search(source: string): Search | undefined {
  const known = SEARCHES.get(source);
  if (known !== undefined) return known;
  const pattern = compile(source);
  if (pattern === undefined) return undefined;
  const search: Search = {
    test: (text) => pattern.test(text),
    find: (text, count) => findAll(pattern, text, count),
  };
  if (SEARCHES.size >= MAX_SEARCHES) SEARCHES.clear();
  SEARCHES.set(source, search);
  return search;
}

const SEARCHES = new Map<string, Search>();
const MAX_SEARCHES = 1_000;

function findAll(pattern: Re2js.RE2JS, text: string, count: number): readonly string[] {
  const found: string[] = [];
  const matcher = pattern.matcher(text);
  while (found.length < count && matcher.find()) found.push(matcher.group() ?? '');
  return found;
}

function compile(source: string): Re2js.RE2JS | undefined {
  const compiled = compiledRe2(source);
  return typeof compiled === 'string' ? undefined : compiled;
}

/** A pattern as the library compiles it, or what is wrong with it. */
export function compiledRe2(source: string, { ignoreCase = false } = {}): Re2js.RE2JS | string {
  const { RE2JS, RE2JSSyntaxException } = re2();
  try {
    return RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return error.message.replace(/^error parsing regexp: /, '');
    throw error;
  }
}

/** Loaded by the first pattern that is met: manifests hardly ever have one. */
function re2(): typeof Re2js {
  // oxlint-disable-next-line typescript/no-require-imports
  return require('re2js') as typeof Re2js;
}
