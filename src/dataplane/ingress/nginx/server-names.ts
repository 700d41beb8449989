import { viewOf } from '../../../model/view';
import { pcreSearch } from '../../../runtime/pcre-pattern';
import { CATCH_ALL } from './nginx-ingress';
import type { NginxServer, ServerName } from './objects';

/** In the order of nginx.conf: those that redirect come first. */
export function serverNamesOf(servers: readonly NginxServer[]): readonly ServerName[] {
  const redirects = servers.flatMap((server) => {
    const from = redirectedName(server, servers);
    return from === undefined ? [] : [nameOf(from, server, true)];
  });
  const own = servers.flatMap((server) =>
    [server.hostname.startsWith('*') ? wildcardName(server) : nameOf(server.hostname, server)].concat(
      server.aliases.map((alias) => nameOf(alias, server)),
    ),
  );
  return [...redirects, ...own];
}

/**
 * The name that a host finds: an exact one, then the longest wildcard at the start, then at the end, then the first regular
 * expression. Undefined: the catch-all server answers.
 */
export function nameFor(names: readonly ServerName[], host: string): ServerName | undefined {
  const { byName, patterns } = indexOf(names);
  const find = (kind: ServerName['kind'], text: string) => byName.get(`${kind} ${text}`);
  const labels = host.split('.');
  const shorter = labels.slice(1).map((_, index) => index + 1);
  const candidates = [
    find('exact', host),
    ...shorter.map((count) => find('head', `*.${labels.slice(count).join('.')}`)),
    ...shorter.map((count) => find('tail', `${labels.slice(0, -count).join('.')}.*`)),
    patterns.find(({ takes }) => takes?.(host) === true),
  ];
  return candidates.find((name) => name !== undefined);
}

/** Of names that are written alike the first one counts. */
const indexOf = viewOf((names: readonly ServerName[]) => ({
  byName: new Map(names.toReversed().map((name) => [`${name.kind} ${name.written.toLowerCase()}`, name])),
  patterns: names.filter(({ takes }) => takes !== undefined),
}));

/** `www.` added to the name, or taken from it, unless another server has that. */
function redirectedName(
  { hostname, redirectsFromToWww }: NginxServer,
  servers: readonly NginxServer[],
): string | undefined {
  if (!redirectsFromToWww) return undefined;
  const from = hostname.startsWith('www.') ? hostname.slice(4) : `www.${hostname}`;
  return servers.some((server) => server.hostname === from) ? undefined : from;
}

/** `*.example.com` takes one label. */
function wildcardName(server: NginxServer): ServerName {
  const parent = server.hostname.slice(1).toLowerCase();
  const takes = (host: string) => host.endsWith(parent) && /^[\w-]+$/.test(host.slice(0, -parent.length));
  const written = `~^(?<subdomain>[\\w-]+)${parent.replaceAll('.', '\\.')}$`;
  return { written, kind: 'regex', server, isRedirect: false, takes, fault: undefined };
}

function nameOf(written: string, server: NginxServer, isRedirect = false): ServerName {
  const plain = { written, server, isRedirect, takes: undefined, fault: undefined };
  if (written.startsWith('~')) {
    const pattern = pcreSearch(written.slice(1), { ignoreCase: true });
    if ('search' in pattern) {
      return { ...plain, kind: 'regex', takes: (host) => pattern.search(host) !== undefined };
    }
    const fault =
      pattern.fault === 'invalid' ? `server name ${written} is not a regular expression: ${pattern.detail}` : undefined;
    return { ...plain, kind: 'regex', fault };
  }
  const kind = written.startsWith('*.') ? 'head' : written.endsWith('.*') ? 'tail' : 'exact';
  const bare = kind === 'head' ? written.slice(2) : kind === 'tail' ? written.slice(0, -2) : written;
  const isInvalid = written !== CATCH_ALL && bare.includes('*');
  return { ...plain, kind, ...(isInvalid ? { fault: `invalid server name or wildcard ${written}` } : {}) };
}
