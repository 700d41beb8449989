import type { CorsFilter, HeaderModifier } from '../../model/gateway/objects';
import { headerText } from './headers';
import type { GatewayRequest } from './request';

/** Seconds that a browser keeps the answer to a preflight, where the filter does not say. */
const MAX_AGE = 5;

/** Whether a browser asks if it may send a request (https://fetch.spec.whatwg.org/#cors-preflight-request). */
export function isPreflight({ method, headers }: GatewayRequest): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}

/** What the answer to a preflight says; nothing where the origin may not. */
export function preflightHeaders(cors: CorsFilter, request: GatewayRequest): HeaderModifier {
  const common = corsHeaders(cors, request).set;
  if (common === undefined) return {};
  const asked = (name: string) => headerText(request.headers, name) ?? '';
  const { allowMethods = ['GET', 'HEAD', 'POST'], allowHeaders = [], maxAge = MAX_AGE } = cors;
  const listedAs = (values: readonly string[], requested: string) =>
    values.includes('*') && cors.allowCredentials === true ? requested : values.join(', ');
  return {
    set: [
      ...common,
      { name: 'access-control-allow-methods', value: listedAs(allowMethods, asked('access-control-request-method')) },
      ...(allowHeaders.length === 0
        ? []
        : [
            {
              name: 'access-control-allow-headers',
              value: listedAs(allowHeaders, asked('access-control-request-headers')),
            },
          ]),
      { name: 'access-control-max-age', value: String(maxAge) },
    ],
  };
}

/** What is added to the answers of other requests. */
export function corsHeaders(cors: CorsFilter, request: GatewayRequest): HeaderModifier {
  const common = commonHeaders(cors, request);
  if (common === undefined) return {};
  const { exposeHeaders = [] } = cors;
  const exposed =
    exposeHeaders.length === 0 ? [] : [{ name: 'access-control-expose-headers', value: exposeHeaders.join(', ') }];
  return { set: [...common, ...exposed] };
}

function commonHeaders({ allowOrigins = [], allowCredentials = false }: CorsFilter, request: GatewayRequest) {
  const origin = headerText(request.headers, 'origin');
  if (origin === undefined || !allowOrigins.some((pattern) => takesOrigin(pattern, origin))) return undefined;
  const everybody = allowOrigins.includes('*') && !allowCredentials;
  return [
    { name: 'access-control-allow-origin', value: everybody ? '*' : origin },
    ...(allowCredentials ? [{ name: 'access-control-allow-credentials', value: 'true' }] : []),
  ];
}

/** An asterisk in a host name stands for any text, as far as it goes. */
function takesOrigin(pattern: string, origin: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), origin.toLowerCase()];
  const star = wanted.indexOf('*');
  if (star < 0) return wanted === given;
  const [before, after] = [wanted.slice(0, star), wanted.slice(star + 1)];
  return given.length > wanted.length - 1 && given.startsWith(before) && given.endsWith(after);
}
