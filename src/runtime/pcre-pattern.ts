import { compiledRe2 } from './re2-pattern';

/**
 * A regular expression that is looked for in a text: the text found and its groups, undefined where there is nothing. Groups
 * that took no part are empty.
 */
export type PcreMatch = (text: string) => readonly string[] | undefined;

/** A pattern in the syntax of PCRE, as far as RE2 speaks it. */
export type PcreSearch =
  | { readonly search: PcreMatch }
  /** `invalid`: PCRE refuses it as well; `beyond`: PCRE may know it, RE2 does not. */
  | { readonly fault: 'invalid' | 'beyond'; readonly detail: string };

/**
 * A pattern for PCRE without UTF mode, as nginx uses it: both sides are bytes, one character each. What RE2 cannot do in linear
 * time is not looked for at all.
 */
export function pcreSearch(source: string, { ignoreCase }: { readonly ignoreCase: boolean }): PcreSearch {
  const key = `${ignoreCase} ${source}`;
  const known = SEARCHES.get(key);
  if (known !== undefined) return known;
  if (SEARCHES.size >= MAX_SEARCHES) SEARCHES.clear();
  const made = newSearch(source, ignoreCase);
  SEARCHES.set(key, made);
  return made;
}

/** Patterns as they are compiled, forgotten together when there are too many. */
const SEARCHES = new Map<string, PcreSearch>();
const MAX_SEARCHES = 1_000;

function newSearch(source: string, ignoreCase: boolean): PcreSearch {
  const compiled = compiledRe2(bytesOf(source), { ignoreCase });
  if (typeof compiled === 'string') {
    const isInvalid = INVALID_IN_BOTH.some((start) => compiled.startsWith(start));
    return { fault: isInvalid ? 'invalid' : 'beyond', detail: compiled.split(':', 1)[0] ?? compiled };
  }
  const groups = compiled.groupCount();
  return {
    search: (text) => {
      const matcher = compiled.matcher(text);
      if (!matcher.find()) return undefined;
      return Array.from({ length: groups + 1 }, (_, group) => matcher.group(group) ?? '');
    },
  };
}

/** A text as its bytes in UTF-8, one character each. */
export function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** What RE2 says of patterns that are broken in any dialect. */
const INVALID_IN_BOTH = [
  'missing closing ]',
  'missing closing )',
  'unexpected )',
  'missing argument to repetition operator',
  'trailing backslash',
  'invalid character class range',
];
