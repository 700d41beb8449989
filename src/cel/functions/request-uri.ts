/** Whether Go's url.ParseRequestURI takes a text: an absolute URL, or a path that begins with a slash. */
export function isRequestURI(text: string): boolean {
  return partsOf(text) !== undefined;
}

export interface UrlParts {
  readonly scheme: string;
  readonly host: string;
  /** With its escapes. */
  readonly path: string;
  readonly query: string;
}

const CONTROL = /[\u0000-\u001f\u007f]/;

export function partsOf(text: string): UrlParts | undefined {
  if (text === '' || CONTROL.test(text)) return undefined;
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*(?=:)/.exec(text)?.[0] ?? '';
  const rest = text.slice(scheme === '' ? 0 : scheme.length + 1);
  if (!rest.startsWith('/')) return scheme === '' || rest.startsWith('?') || rest === '' ? undefined : opaque(scheme);
  const mark = rest.indexOf('?');
  const [before, query] = mark < 0 ? [rest, ''] : [rest.slice(0, mark), rest.slice(mark + 1)];
  const hasHost = scheme !== '' && before.startsWith('//') && !before.startsWith('///');
  const slash = hasHost ? before.indexOf('/', 2) : 0;
  const host = !hasHost ? '' : before.slice(2, slash < 0 ? undefined : slash);
  const path = slash < 0 ? '' : before.slice(slash);
  if (/%(?![0-9A-Fa-f]{2})/.test(path) || !isHost(host)) return undefined;
  return { scheme: scheme.toLowerCase(), host: host.slice(host.lastIndexOf('@') + 1), path, query };
}

function opaque(scheme: string): UrlParts {
  return { scheme: scheme.toLowerCase(), host: '', path: '', query: '' };
}

function isHost(host: string): boolean {
  const plain = host.slice(host.lastIndexOf('@') + 1);
  if (/[ <>"^`{}|\\]/.test(plain)) return false;
  const port = /^(?:\[[^\]]*\]|[^:[\]]*)(?::(\d*))?$/.exec(plain);
  return port !== null;
}
