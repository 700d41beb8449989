import type { Risk } from '../../../model/ingress-nginx/annotation-rules';
import { RISKS } from '../../../model/ingress-nginx/annotation-rules';
import { goBool, goInt, listOf } from '../../../model/ingress-nginx/go-values';

/** What the controller is started with, and the data of its ConfigMap. */
export interface NginxOptions {
  /** Command line flags: `--watch-ingress-without-class=true`. Default: none. */
  readonly flags?: readonly string[];
  /** Data of the ConfigMap. Default: none. */
  readonly config?: Readonly<Record<string, string>>;
}

/** The settings of a controller that change routes or answers; every default is that of release 1.15. */
export interface NginxSettings {
  readonly controllerClass: string;
  /** What the old annotation has to say. */
  readonly ingressClass: string;
  readonly watchWithoutClass: boolean;
  readonly ignoreIngressClass: boolean;
  readonly watchNamespace: string;
  readonly disableCatchAll: boolean;
  readonly deepInspect: boolean;
  /** `namespace/name`; empty: none. */
  readonly defaultBackendService: string;
  readonly defaultSslCertificate: string;
  readonly healthCheckPath: string;
  readonly annotationsPrefix: string;
  readonly validateAnnotations: boolean;
  readonly disableExternalName: boolean;

  readonly allowSnippets: boolean;
  readonly allowCrossNamespace: boolean;
  readonly risk: Risk;
  readonly blockedWords: readonly string[];
  readonly strictPathTypes: boolean;
  readonly sslRedirect: boolean;
  readonly forceSslRedirect: boolean;
  readonly preserveTrailingSlash: boolean;
  readonly usePortInRedirects: boolean;
  readonly relativeRedirects: boolean;
  readonly redirectCode: number;
  readonly noTlsRedirect: readonly string[];
  readonly noAuth: readonly string[];
  readonly hsts: string | undefined;
  readonly useForwardedHeaders: boolean;
  /** Whether the client is whoever a trusted proxy says it is. */
  readonly usesRealIp: boolean;
  readonly fullForwardedFor: boolean;
  /** Networks whose word on the client counts, with `usesRealIp`. */
  readonly trustedProxies: readonly string[];
  readonly forwardedForHeader: string;
  readonly forwardedHostHeader: string;
  readonly originalUriHeader: boolean;
  readonly underscoresInHeaders: boolean;
  readonly customHttpErrors: readonly number[];
  readonly disableInterceptErrors: boolean;
  readonly allowlist: readonly string[];
  readonly denylist: readonly string[];
  readonly blockCidrs: readonly string[];
  readonly serviceUpstream: boolean;
  /** Headers that every answer has. */
  readonly addHeaders: Readonly<Record<string, string>>;
  /** Headers that every request to a backend has. */
  readonly proxySetHeaders: Readonly<Record<string, string>>;
  readonly proxyRedirect: { readonly from: string; readonly to: string };
  /** Settings that ask others, or run code of their own. */
  readonly left: string | undefined;
}

/** @param configMapAt the data of other ConfigMaps (`namespace/name`) that settings name. Default: there are none */
export function settingsOf(
  { flags = [], config = {} }: NginxOptions = {},
  configMapAt: (key: string) => Readonly<Record<string, string>> = () => ({}),
): NginxSettings {
  const flag = flagsOf(flags);
  const isOn = (text: string | undefined, otherwise: boolean) => goBool(text ?? '') ?? otherwise;
  const isSet = (name: string, otherwise: boolean) => isOn(config[name], otherwise);
  const isFlag = (name: string, otherwise = false) => isOn(flag.get(name), otherwise);
  const list = (name: string, otherwise = '') => listOf(config[name] ?? otherwise);
  return {
    controllerClass: flag.get('controller-class') ?? 'k8s.io/ingress-nginx',
    ingressClass: flag.get('ingress-class') ?? 'nginx',
    watchWithoutClass: isFlag('watch-ingress-without-class'),
    ignoreIngressClass: isFlag('ignore-ingress-class'),
    watchNamespace: flag.get('watch-namespace') ?? '',
    disableCatchAll: isFlag('disable-catch-all'),
    deepInspect: isFlag('deep-inspect', true),
    defaultBackendService: flag.get('default-backend-service') ?? '',
    defaultSslCertificate: flag.get('default-ssl-certificate') ?? '',
    healthCheckPath: flag.get('health-check-path') ?? '/healthz',
    annotationsPrefix: flag.get('annotations-prefix') ?? 'nginx.ingress.kubernetes.io',
    validateAnnotations: isFlag('enable-annotation-validation', true),
    disableExternalName: isFlag('disable-svc-external-name'),
    allowSnippets: isSet('allow-snippet-annotations', false),
    allowCrossNamespace: isSet('allow-cross-namespace-resources', false),
    risk: riskOf(config['annotations-risk-level'] ?? 'High'),
    blockedWords: list('annotation-value-word-blocklist'),
    strictPathTypes: isSet('strict-validate-path-type', true),
    sslRedirect: isSet('ssl-redirect', true),
    forceSslRedirect: isSet('force-ssl-redirect', false),
    preserveTrailingSlash: isSet('preserve-trailing-slash', false),
    usePortInRedirects: isSet('use-port-in-redirects', false),
    relativeRedirects: isSet('relative-redirects', false),
    redirectCode: redirectCodeOf(config['http-redirect-code']),
    noTlsRedirect: list('no-tls-redirect-locations', ACME),
    noAuth: list('no-auth-locations', ACME),
    hsts: isSet('hsts', true) ? hstsOf(config) : undefined,
    useForwardedHeaders: isSet('use-forwarded-headers', false),
    usesRealIp: isSet('use-forwarded-headers', false) || isSet('enable-real-ip', false),
    fullForwardedFor: isSet('compute-full-forwarded-for', false),
    trustedProxies: list('proxy-real-ip-cidr', '0.0.0.0/0'),
    forwardedForHeader: (config['forwarded-for-header'] ?? 'X-Forwarded-For').toLowerCase(),
    forwardedHostHeader: (config['forwarded-host-header'] ?? 'X-Forwarded-Host').toLowerCase(),
    originalUriHeader: isSet('proxy-add-original-uri-header', false),
    underscoresInHeaders: isSet('enable-underscores-in-headers', false),
    customHttpErrors: list('custom-http-errors').flatMap((code) => goInt(code) ?? []),
    disableInterceptErrors: isSet('disable-proxy-intercept-errors', false),
    allowlist: list('whitelist-source-range'),
    denylist: list('denylist-source-range'),
    blockCidrs: list('block-cidrs'),
    serviceUpstream: isSet('service-upstream', false),
    proxyRedirect: { from: config['proxy-redirect-from'] ?? 'off', to: config['proxy-redirect-to'] ?? 'off' },
    addHeaders: headersIn(configMapAt(config['add-headers'] ?? '')),
    proxySetHeaders: headersIn(configMapAt(config['proxy-set-headers'] ?? '')),
    left: Object.keys(config).find((name) => LEFT.has(name) && config[name] !== '' && config[name] !== 'false'),
  };
}

/** Header names are in lower case here, as in all requests and answers. */
function headersIn(data: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name.toLowerCase(), value]));
}

const ACME = '/.well-known/acme-challenge';

/** Settings by which other programs, or code that is not looked at, answer requests. */
const LEFT: ReadonlySet<string> = new Set([
  ...['block-referers', 'block-user-agents', 'enable-modsecurity', 'global-auth-url', 'global-rate-limit'],
  ...[
    'http-snippet',
    'location-snippet',
    'main-snippet',
    'server-snippet',
    'ssl-reject-handshake',
    'use-proxy-protocol',
  ],
]);

/** `--name=value`, `--name value`, `--name`. */
function flagsOf(flags: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [index, flag] of flags.entries()) {
    const [, name, value] = /^--?([^=]+)(?:=(.*))?$/.exec(flag) ?? [];
    if (name === undefined) continue;
    const next = flags[index + 1];
    found.set(name, value ?? (next === undefined || next.startsWith('-') ? 'true' : next));
  }
  return found;
}

function riskOf(text: string): Risk {
  return RISKS.find((risk) => risk.toLowerCase() === text.toLowerCase()) ?? 'Low';
}

function redirectCodeOf(text = ''): number {
  const code = goInt(text);
  return code !== undefined && [301, 302, 307, 308].includes(code) ? code : 308;
}

function hstsOf(config: Readonly<Record<string, string>>): string {
  const subdomains = goBool(config['hsts-include-subdomains'] ?? '') ?? true;
  const preload = goBool(config['hsts-preload'] ?? '') ?? false;
  return `max-age=${config['hsts-max-age'] ?? '31536000'}${subdomains ? '; includeSubDomains' : ''}${preload ? '; preload' : ''}`;
}
