/** The headers that a snippet sets; undefined where it does anything else. */
export function snippetHeaders(snippet = ''): Readonly<Record<string, string>> | undefined {
  const headers: Record<string, string> = {};
  for (const statement of snippet.split(';').map((each) => each.trim())) {
    if (statement === '' || statement.startsWith('#')) continue;
    const [, name, value] = SETS_HEADER.exec(statement) ?? [];
    if (name === undefined || value === undefined || value.includes('$')) return undefined;
    headers[name.toLowerCase()] = value;
  }
  return headers;
}

/** `more_set_headers "X-Frame-Options: DENY"`. */
const SETS_HEADER = /^more_set_headers\s["']([\w-]+): ([^"']*)["']$/;
