import { re2Pattern } from '../../runtime/re2-pattern';
import { parseCidr } from '../../terms/cidr';
import { parseIP } from '../../terms/ip';
import { goBool, goInt } from './go-values';

/** How risky an annotation is, or may be at most. */
export const RISKS = ['Low', 'Medium', 'High', 'Critical'] as const;
export type Risk = (typeof RISKS)[number];

/** What the controller asks of the value of an annotation. */
export interface AnnotationRule {
  readonly takes: (value: string) => boolean;
  readonly risk: Risk;
  /** An older name, which counts where this one has no value. */
  readonly alias?: string;
}

const BASIC = /^[-._~a-zA-Z0-9/:]*$/;
const URL_CHARACTERS = /^[-._~a-zA-Z0-9/:,?&=]*$/;
const URL_WITH_VARIABLES = /^[-._~a-zA-Z0-9/:, ?&=$]*$/;
const REGEX_CHARACTERS = /^[-._~a-zA-Z0-9/:^$[\](){}*+?|&=\\]*$/;
const PATH_WITH_GROUPS = /^[-._~a-zA-Z0-9/:$]*$/;
const SPACED = /^[-._~a-zA-Z0-9/: ]*$/;
const EXTENDED = /^[-._~a-zA-Z0-9/:, ]*$/;
const HEADER_NAMES = /^[-A-Za-z0-9_, ]*$/;
const VARIABLE = /^[-A-Za-z0-9_${}]*$/;
const SIZE = /^\d+[bkmgBKMG]?$/;
const WORD = /^[-A-Za-z0-9._]+$/;

/**
 * The annotations of release 1.15, without their prefix (`internal/ingress/annotations`). Patterns that are not plain runs
 * of characters are asked in RE2, the dialect that they are written in.
 */
export const ANNOTATION_RULES: ReadonlyMap<string, AnnotationRule> = new Map<string, AnnotationRule>([
  ...rules('Low', goBoolean, [
    ...['auth-always-set-cookie', 'auth-keepalive-share-vars', 'auth-tls-pass-certificate-to-upstream', 'canary'],
    ...['cors-allow-credentials', 'disable-proxy-intercept-errors', 'enable-access-log', 'enable-cors'],
    ...['enable-global-auth', 'enable-modsecurity', 'enable-opentelemetry', 'enable-owasp-core-rules'],
    ...['enable-rewrite-log', 'from-to-www-redirect', 'http2-push-preload', 'opentelemetry-trust-incoming-span'],
    ...['relative-redirects', 'service-upstream', 'session-cookie-change-on-failure'],
    ...['session-cookie-conditional-samesite-none', 'session-cookie-secure', 'ssl-passthrough'],
    ...['ssl-prefer-server-ciphers', 'ssl-redirect', 'upstream-hash-by-subset', 'use-port-in-redirects', 'use-regex'],
  ]),
  ...rules('Medium', goBoolean, ['force-ssl-redirect', 'preserve-trailing-slash']),
  ...rules('Low', goInteger, [
    ...['auth-keepalive', 'auth-keepalive-requests', 'auth-keepalive-timeout', 'auth-tls-verify-depth'],
    ...['canary-weight', 'canary-weight-total', 'cors-max-age', 'limit-burst-multiplier', 'limit-connections'],
    ...['limit-rate', 'limit-rate-after', 'limit-rpm', 'limit-rps', 'permanent-redirect-code'],
    ...['proxy-buffers-number', 'proxy-connect-timeout', 'proxy-next-upstream-timeout', 'proxy-next-upstream-tries'],
    ...['proxy-read-timeout', 'proxy-send-timeout', 'proxy-ssl-verify-depth', 'temporal-redirect-code'],
    'upstream-hash-by-subset-size',
  ]),
  ...rules('Low', spaceless(SIZE), [
    ...['client-body-buffer-size', 'proxy-buffer-size', 'proxy-busy-buffers-size', 'proxy-max-temp-file-size'],
  ]),
  ...rules('Medium', spaceless(SIZE), ['proxy-body-size']),
  ...rules('Medium', spaceless(BASIC), [
    ...['auth-proxy-set-headers', 'auth-secret', 'auth-tls-secret', 'canary-by-cookie', 'canary-by-header'],
    ...['canary-by-header-value', 'custom-headers', 'fastcgi-params-configmap', 'proxy-ssl-secret'],
    ...['session-cookie-domain', 'session-cookie-name'],
  ]),
  ...rules('Medium', spaceless(URL_CHARACTERS), [
    ...['auth-request-redirect', 'auth-signin-redirect-param', 'proxy-cookie-path', 'proxy-redirect-from'],
    ...['proxy-redirect-to', 'session-cookie-path'],
  ]),
  ...rules('Medium', matching(URL_CHARACTERS), ['permanent-redirect', 'temporal-redirect']),
  ...rules('High', spaceless(URL_WITH_VARIABLES), ['auth-signin', 'auth-url']),
  ...rules('Medium', matching(PATH_WITH_GROUPS), ['app-root', 'rewrite-target']),
  ...rules('Medium', spaceless(PATH_WITH_GROUPS), ['x-forwarded-prefix']),
  ...rules('Medium', spaceless(HEADER_NAMES), ['auth-response-headers', 'cors-allow-headers']),
  ...rules('Medium', matching(EXTENDED), ['auth-cache-duration']),
  ...rules('Medium', spaceless(VARIABLE), ['auth-cache-key']),
  ...rules('Medium', matching(SPACED), ['auth-realm']),
  ...rules('High', serverName, ['mirror-host', 'mirror-target', 'proxy-ssl-name']),
  ...rules('Low', serverName, ['upstream-vhost']),
  ...rules('High', (value) => value.split(',').every(serverName), ['server-alias']),
  ...rules('Medium', matching(REGEX_CHARACTERS), ['canary-by-header-pattern']),
  ...rules('Low', spaceless(/basic|digest/), ['auth-type']),
  ...rules('Low', spaceless(/auth-file|auth-map/), ['auth-secret-type']),
  ...rules('Low', (value) => /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value), ['default-backend']),
  ...rules('Low', spaceless(re2('(?:[4,5]\\d{2},?)*')), ['custom-http-errors']),
  ...rules('Medium', spaceless(re2('((((([a-z]+://)?(\\*\\.)?[A-Za-z0-9\\-.]*(:\\d+)?,?)|null)+)|\\*)?')), [
    'cors-allow-origin',
  ]),
  ...rules('Medium', spaceless(re2('([A-Za-z]+,?\\s?)+')), ['cors-allow-methods']),
  ...rules('Medium', spaceless(re2('(([A-Za-z0-9\\-\\_]+|\\*),?\\s?)+')), ['cors-expose-headers']),
  ...rules('Low', oneOf(['cookie']), ['affinity']),
  ...rules('Medium', oneOf(['balanced', 'persistent']), ['affinity-mode']),
  ...rules('Low', oneOf(['sticky', 'legacy']), ['affinity-canary-behavior']),
  ...rules('Low', oneOf(['none', 'lax', 'strict'], false), ['session-cookie-samesite']),
  ...rules('Medium', re2('0.*|.*[1-9]\\d*'), ['session-cookie-expires', 'session-cookie-max-age']),
  ...rules('Low', oneOf(['auto_http', 'http', 'https', 'grpc', 'grpcs', 'fcgi'], false), ['backend-protocol']),
  ...rules('Low', oneOf(['round_robin', 'chash', 'chashsubset', 'sticky_balanced', 'sticky_persistent', 'ewma']), [
    'load-balance',
  ]),
  ...rules('Low', oneOf(['any', 'all']), ['satisfy']),
  ...rules('Low', oneOf(['on', 'off']), ['proxy-buffering', 'proxy-request-buffering']),
  ...rules('Low', oneOf(['1.0', '1.1']), ['proxy-http-version']),
  ...rules('Low', spaceless(/^(on|off)$/), ['mirror-request-body', 'proxy-ssl-server-name', 'proxy-ssl-verify']),
  ...rules('Low', spaceless(/^(close|keep-alive)$/), ['connection-proxy-header']),
  ...rules('Medium', spaceless(/^(on|off|optional|optional_no_ca)$/), ['auth-tls-verify-client']),
  ...rules('Low', spaceless(/^(GET|HEAD|POST|PUT|PATCH|DELETE|CONNECT|OPTIONS|TRACE)$/), ['auth-method']),
  ...rules('Medium', spaceless(/^[A-Za-z0-9+:_\-!]*$/), ['proxy-ssl-ciphers']),
  ...rules('Low', spaceless(/^[A-Za-z0-9+:_\-!]*$/), ['ssl-ciphers']),
  ...rules('Low', spaceless(re2('(TLSv1\\.2|TLSv1\\.3| )*')), ['proxy-ssl-protocols']),
  ...rules('High', spaceless(re2('(@[A-Za-z0-9_-]+|((https?://)?[A-Za-z0-9\\-.]+(:\\d+)?)?(/[A-Za-z0-9\\-_.]+)*/?)')), [
    'auth-tls-error-page',
  ]),
  ...rules('High', (value) => value.startsWith('CN=') && re2Pattern(value.slice(3)) !== undefined, [
    'auth-tls-match-cn',
  ]),
  ...rules('Medium', re2('(off|[A-Za-z0-9\\-._~]+\\s+[A-Za-z0-9\\-._~]+)'), ['proxy-cookie-domain']),
  ...rules(
    'Medium',
    re2(
      '((error|timeout|invalid_header|http_500|http_502|http_503|http_504|http_403|http_404|http_429|non_idempotent|off)\\s?)+',
    ),
    ['proxy-next-upstream'],
  ),
  ...rules('Medium', spaceless(WORD), ['fastcgi-index', 'opentelemetry-operation-name']),
  ...rules('High', spaceless(VARIABLE), ['modsecurity-transaction-id', 'upstream-hash-by']),
  ...rules('Critical', () => true, [
    ...['auth-snippet', 'configuration-snippet', 'modsecurity-snippet', 'server-snippet', 'stream-snippet'],
  ]),
  ['allowlist-source-range', { takes: areCidrs, risk: 'Medium', alias: 'whitelist-source-range' }],
  ['limit-allowlist', { takes: areCidrs, risk: 'Low', alias: 'limit-whitelist' }],
  ...rules('Medium', areCidrs, ['denylist-source-range']),
]);

function rules(
  risk: Risk,
  takes: AnnotationRule['takes'],
  names: readonly string[],
): readonly (readonly [string, AnnotationRule])[] {
  return names.map((name) => [name, { takes, risk }]);
}

function goBoolean(value: string): boolean {
  return goBool(value) !== undefined;
}

function goInteger(value: string): boolean {
  return goInt(value) !== undefined;
}

function matching(pattern: RegExp): AnnotationRule['takes'] {
  return (value) => pattern.test(value) && !/[\r\n]/.test(value);
}

function spaceless(pattern: RegExp | AnnotationRule['takes']): AnnotationRule['takes'] {
  const takes = typeof pattern === 'function' ? pattern : matching(pattern);
  return (value) => takes(value.replaceAll(' ', ''));
}

/** RE2 takes the whole text, as `^…$` do. */
function re2(source: string): AnnotationRule['takes'] {
  return (value) => re2Pattern(source)?.(value) === true && !/[\r\n]/.test(value);
}

function oneOf(options: readonly string[], caseSensitive = true): AnnotationRule['takes'] {
  return (value) => options.includes(caseSensitive ? value.trim() : value.trim().toLowerCase());
}

function serverName(value: string): boolean {
  return REGEX_CHARACTERS.test(value.trim());
}

/** Addresses and networks between commas: `net.ParseCIDRs`. */
function areCidrs(value: string): boolean {
  return value.split(',').every((part) => isAddress(part.trim()));
}

function isAddress(text: string): boolean {
  return parseCidr(text) !== undefined || parseIP(text) !== undefined;
}
