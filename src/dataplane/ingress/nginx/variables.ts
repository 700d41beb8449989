import type { Exchange } from './exchange';
import { cookieOf } from './request-parts';

/** A text with the variables of nginx in it replaced; undefined where one of them is not known here. */
export function interpolate(text: string, exchange: Exchange, groups: readonly string[] = []): string | undefined {
  let isKnown = true;
  const replaced = text.replace(
    /\$(?:(\d)|\{?([A-Za-z_]\w*)\}?)/g,
    (_, digit: string | undefined, name: string | undefined) => {
      if (digit !== undefined) return groups[Number(digit)] ?? '';
      const value = variable((name ?? '').toLowerCase(), exchange);
      isKnown &&= value !== undefined;
      return value ?? '';
    },
  );
  return isKnown ? replaced : undefined;
}

function variable(
  name: string,
  { uri, host, httpHost, scheme, client, headers, method, server }: Exchange,
): string | undefined {
  switch (name) {
    case 'host':
      return host;
    case 'http_host':
    case 'best_http_host':
      return httpHost;
    case 'uri':
      return uri.path;
    case 'request_uri':
      return uri.unparsed;
    case 'scheme':
      return scheme;
    case 'args':
    case 'query_string':
      return uri.query;
    case 'is_args':
      return uri.query === '' ? '' : '?';
    case 'request_method':
      return method;
    case 'remote_addr':
      return client;
    case 'server_name':
      return server.hostname;
    default:
      return named(name, { headers, uri });
  }
}

/** `$http_…`, `$cookie_…` and `$arg_…`: empty where the request has no such thing. */
function named(name: string, { headers, uri }: Pick<Exchange, 'headers' | 'uri'>): string | undefined {
  if (name.startsWith('http_')) return headers[name.slice(5).replaceAll('_', '-')] ?? '';
  if (name.startsWith('cookie_')) return cookieOf(headers.cookie, name.slice(7)) ?? '';
  if (!name.startsWith('arg_')) return undefined;
  const found = uri.query.split('&').find((part) => part.toLowerCase().startsWith(`${name.slice(4)}=`));
  return found?.slice(found.indexOf('=') + 1) ?? '';
}
