import type { NginxAnnotations } from '../../dataplane/ingress/nginx/annotations';
import type { Note } from '../note';
import { isHost, REDIRECT_CODES, redirectTo } from './filters';

/** What is lost of an annotation, and what offers it. */
type Lost = Pick<Note, 'text' | 'extension' | 'opens' | 'statuses'> & { readonly explains?: Note['explains'] };

type Known = 'translated' | Lost | ((value: string, annotations: NginxAnnotations) => Lost | undefined);

const POLICY =
  'Envoy Gateway: BackendTrafficPolicy; NGINX Gateway Fabric: SnippetsFilter; Traefik: Middleware; Istio: EnvoyFilter';
const AUTH = 'Envoy Gateway: SecurityPolicy; Traefik: Middleware; Istio: AuthorizationPolicy; Kong: KongPlugin';

const EXTERNAL_AUTH: Lost = {
  text: 'asked another server whether a request may pass; nobody is asked any more',
  extension: `${AUTH}; experimental channel of Gateway API: filter ExternalAuth`,
  explains: ['answer', 'status'],
  statuses: [401, 403],
  opens: true,
};
const ADDRESSES: Lost = {
  text: 'let only some addresses pass; now all do',
  extension: `${AUTH}; or a NetworkPolicy, spec.loadBalancerSourceRanges of the Service of the Gateway`,
  explains: ['answer', 'status'],
  statuses: [403],
  opens: true,
};
const CLIENT_CERTIFICATE: Lost = {
  text: 'asked clients for a certificate; nobody asks any more',
  extension: 'Gateway spec.tls.frontend.validation (v1.5), for a whole port; Envoy Gateway: ClientTrafficPolicy',
  explains: ['answer', 'status', 'connection'],
  statuses: [400, 403, 495, 496],
  opens: true,
};
const LIMIT: Lost = { text: 'limited how much a client may ask; nothing limits it any more', extension: POLICY };
const SESSION: Lost = {
  text: 'kept clients at one Pod by a cookie; they are balanced now',
  extension: 'experimental channel of Gateway API: sessionPersistence; Envoy Gateway: BackendTrafficPolicy',
};
const BUFFERS: Lost = { text: 'set how nginx buffers; other proxies buffer in their own way', extension: POLICY };
const SNIPPET: Lost = {
  text: 'was configuration of nginx, word for word',
  extension: 'NGINX Gateway Fabric: SnippetsFilter; elsewhere what it says has to be said anew',
  explains: ['answer', 'status', 'location', 'header', 'host', 'path'],
};
const TO_BACKEND: Lost = {
  text: 'set how TLS to backends is checked',
  extension: 'BackendTLSPolicy, which always checks; Gateway spec.tls.backend for a certificate of its own',
};
const LOGS: Lost = { text: 'set what is logged or traced', extension: 'the telemetry of the implementation' };
const ERRORS: Lost = {
  text: 'had another Service answer in place of errors; clients get the errors themselves',
  extension: 'Envoy Gateway: BackendTrafficPolicy with responseOverride; Traefik: Middleware errors',
  explains: ['answer', 'status', 'backend', 'path', 'header', 'host'],
};
const TIMEOUT: Lost = {
  text: 'set a time between two reads or writes; the time of a route is that of the whole request',
  extension: 'HTTPRoute timeouts; Envoy Gateway: BackendTrafficPolicy',
};
const MODSECURITY: Lost = {
  text: 'had ModSecurity look at requests; nothing looks at them any more',
  extension: 'a WAF of the implementation: Envoy Gateway: EnvoyExtensionPolicy with Coraza; Traefik: plugin',
  explains: ['answer', 'status'],
  statuses: [403],
  opens: true,
};
const RETRY: Lost = {
  text: 'set when a request is tried at another Pod',
  extension: 'HTTPRoute retry (v1.7); Envoy Gateway: BackendTrafficPolicy',
};
const BALANCING: Lost = {
  text: 'chose how Pods are balanced',
  extension: 'Envoy Gateway: BackendTrafficPolicy; Istio: DestinationRule',
};
const PER_ROUTE: Lost = { text: 'set a detail of nginx that routes do not have', extension: POLICY };

/** Every annotation of release 1.15: whether routes say the same, and if not, what is lost. */
export const ANNOTATIONS: Readonly<Record<string, Known>> = {
  ...all('translated', [
    ...['canary', 'canary-by-header', 'canary-by-header-pattern', 'canary-by-header-value'],
    ...['canary-by-cookie', 'canary-weight', 'canary-weight-total', 'cors-allow-credentials', 'cors-allow-headers'],
    ...['cors-allow-methods', 'cors-allow-origin', 'cors-expose-headers', 'cors-max-age', 'enable-cors'],
    ...['force-ssl-redirect', 'from-to-www-redirect', 'permanent-redirect-code', 'preserve-trailing-slash'],
    ...['relative-redirects', 'rewrite-target', 'server-alias', 'service-upstream', 'ssl-redirect'],
    ...['temporal-redirect-code', 'use-port-in-redirects', 'use-regex'],
  ]),
  'app-root': (value) =>
    value === '/'
      ? {
          text: 'led clients from / to / for ever; it is left out, so that / is answered',
          explains: ['answer'],
          statuses: [302],
        }
      : undefined,
  'permanent-redirect': redirect,
  'temporal-redirect': redirect,
  'upstream-vhost': (value) =>
    isHost(value) || /^\$\{?(best_)?(http_)?host\}?$/.test(value)
      ? undefined
      : {
          text: `set the Host header to ${value}, which has variables or a port; the backend gets that of the client`,
          extension: POLICY,
          explains: ['host'],
        },
  'x-forwarded-prefix': (value) =>
    value.includes('$')
      ? { text: `told backends the prefix ${value}, made of groups; the header is not sent`, explains: ['header'] }
      : undefined,
  'backend-protocol': (value) => protocol(value.toUpperCase()),
  ...all(EXTERNAL_AUTH, [
    ...[
      'auth-url',
      'auth-signin',
      'auth-signin-redirect-param',
      'auth-snippet',
      'auth-method',
      'auth-response-headers',
    ],
    ...['auth-request-redirect', 'auth-cache-key', 'auth-cache-duration', 'auth-keepalive', 'auth-keepalive-requests'],
    ...['auth-keepalive-share-vars', 'auth-keepalive-timeout', 'auth-proxy-set-headers', 'auth-always-set-cookie'],
    'enable-global-auth',
  ]),
  ...all(
    {
      text: 'asked for a user and a password; nobody asks any more',
      extension: AUTH,
      explains: ['answer', 'status'],
      statuses: [401, 503],
      opens: true,
    },
    ['auth-type', 'auth-secret', 'auth-secret-type', 'auth-realm', 'satisfy'],
  ),
  ...all(ADDRESSES, ['allowlist-source-range', 'whitelist-source-range', 'denylist-source-range']),
  ...all(CLIENT_CERTIFICATE, [
    ...[
      'auth-tls-secret',
      'auth-tls-verify-client',
      'auth-tls-verify-depth',
      'auth-tls-error-page',
      'auth-tls-match-cn',
    ],
    'auth-tls-pass-certificate-to-upstream',
  ]),
  ...all(LIMIT, [
    ...['limit-connections', 'limit-rps', 'limit-rpm', 'limit-rate', 'limit-rate-after', 'limit-burst-multiplier'],
    ...['limit-allowlist', 'limit-whitelist'],
  ]),
  ...all(SESSION, [
    ...['affinity', 'affinity-mode', 'affinity-canary-behavior', 'session-cookie-name', 'session-cookie-path'],
    ...['session-cookie-domain', 'session-cookie-expires', 'session-cookie-max-age', 'session-cookie-samesite'],
    ...['session-cookie-secure', 'session-cookie-change-on-failure', 'session-cookie-conditional-samesite-none'],
  ]),
  'proxy-body-size': {
    text: 'limited the size of requests; each implementation has a limit of its own, or none',
    extension:
      'NGINX Gateway Fabric: ClientSettingsPolicy; Envoy Gateway: ClientTrafficPolicy; Traefik: Middleware buffering',
  },
  ...all(BUFFERS, [
    ...['client-body-buffer-size', 'proxy-buffering', 'proxy-buffers-number', 'proxy-buffer-size'],
    ...['proxy-busy-buffers-size', 'proxy-max-temp-file-size', 'proxy-request-buffering'],
  ]),
  ...all(SNIPPET, ['configuration-snippet', 'server-snippet', 'stream-snippet', 'modsecurity-snippet']),
  ...all(TO_BACKEND, [
    ...['proxy-ssl-secret', 'proxy-ssl-ciphers', 'proxy-ssl-name', 'proxy-ssl-protocols', 'proxy-ssl-verify'],
    ...['proxy-ssl-verify-depth', 'proxy-ssl-server-name'],
  ]),
  ...all(LOGS, [
    ...['enable-access-log', 'enable-rewrite-log', 'enable-opentelemetry', 'opentelemetry-trust-incoming-span'],
    'opentelemetry-operation-name',
  ]),
  ...all(ERRORS, ['custom-http-errors', 'default-backend', 'disable-proxy-intercept-errors']),
  'proxy-read-timeout': TIMEOUT,
  ...all(TIMEOUT, ['proxy-connect-timeout', 'proxy-send-timeout']),
  ...all(MODSECURITY, ['enable-modsecurity', 'enable-owasp-core-rules', 'modsecurity-transaction-id']),
  ...all(RETRY, ['proxy-next-upstream', 'proxy-next-upstream-timeout', 'proxy-next-upstream-tries']),
  ...all(BALANCING, ['load-balance', 'upstream-hash-by', 'upstream-hash-by-subset', 'upstream-hash-by-subset-size']),
  ...all(
    {
      text: 'copied requests to another server; nobody gets copies any more',
      extension: 'HTTPRoute filter RequestMirror to a Service',
    },
    [...['mirror-target', 'mirror-host', 'mirror-request-body']],
  ),
  'ssl-passthrough': {
    text: 'handed TLS on to the backend; the Gateway ends it now',
    extension: 'a TLSRoute at a listener with tls.mode Passthrough (v1.5)',
    explains: ['connection', 'answer', 'status'],
  },
  'custom-headers': {
    text: 'added headers to answers',
    extension: 'HTTPRoute filter ResponseHeaderModifier',
  },
  ...all({ text: 'changed Location headers and cookies of backends', extension: POLICY, explains: ['location'] }, [
    ...['proxy-redirect-from', 'proxy-redirect-to', 'proxy-cookie-domain', 'proxy-cookie-path'],
  ]),
  ...all(PER_ROUTE, [
    ...[
      'connection-proxy-header',
      'http2-push-preload',
      'proxy-http-version',
      'ssl-ciphers',
      'ssl-prefer-server-ciphers',
    ],
    ...['fastcgi-index', 'fastcgi-params-configmap'],
  ]),
};

function all(known: Known, names: readonly string[]): Readonly<Record<string, Known>> {
  return Object.fromEntries(names.map((name) => [name, known]));
}

function redirect(value: string, { redirect: { url, code } }: NginxAnnotations): Lost | undefined {
  if (url !== value) return undefined;
  if (REDIRECT_CODES.has(code) && redirectTo(url, code) !== undefined) return undefined;
  return {
    text: `answered ${code} with ${url}, which a route cannot say; its paths get 404`,
    explains: ['status', 'location', 'answer'],
  };
}

function protocol(value: string): Lost | undefined {
  if (value === 'HTTP' || value === 'AUTO_HTTP') return undefined;
  if (value === 'HTTPS' || value === 'GRPCS') {
    return {
      text: 'spoke TLS to backends and believed any certificate; a BackendTLSPolicy checks them: name the CA that they have',
      explains: ['connection', 'answer', 'status'],
    };
  }
  if (value === 'GRPC') {
    return {
      text: 'spoke HTTP/2 without TLS to backends; give the port of the Service appProtocol: kubernetes.io/h2c',
      explains: ['answer', 'status'],
    };
  }
  return { text: `spoke ${value} to backends, which no route does`, explains: ['answer', 'status'] };
}
