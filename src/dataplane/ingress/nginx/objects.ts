import type { Ingress, IngressClass, Secret, Service } from '../../../model/objects';
import type { ServerCertificate } from '../../../model/server-certificate';
import type { PcreMatch } from '../../../runtime/pcre-pattern';
import type { EndpointSlices } from '../../endpoints/endpoint-slices';
import type { NginxAnnotations } from './annotations';
import type { ConfiguredCertificate } from './certificate-store';
import type { NginxIngress } from './nginx-ingress';
import type { NginxSettings } from './settings';
import type { Upstream } from './upstreams';

/** What the controller reads. */
export interface NginxSource {
  readonly ingresses: readonly Ingress[];
  readonly classes: ReadonlyMap<string, IngressClass>;
  readonly services: ReadonlyMap<string, Service>;
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly slices: EndpointSlices;
  readonly settings: NginxSettings;
  /** The second at which an Ingress was created. */
  readonly secondOf: (ingress: Ingress) => number;
}

/** What the controller asks of the network. */
export interface NginxNetwork {
  /** The addresses of a name; none where it does not resolve. */
  readonly resolve: (name: string) => readonly string[];
  /** The certificate that the controller makes for itself. */
  readonly fakeCertificate: () => ServerCertificate;
}

/** What a location is served from. */
export interface Serving {
  readonly config: NginxConfig;
  readonly source: NginxSource;
  readonly network: NginxNetwork;
}

/** nginx.conf, and what is programmed beside it. */
export interface NginxConfig {
  readonly servers: readonly NginxServer[];
  readonly names: readonly ServerName[];
  readonly upstreams: ReadonlyMap<string, Upstream>;
  /** Why nginx would refuse the configuration: it keeps the one before, and after a start serves nothing. */
  readonly fault: ConfigFault | undefined;
}

export interface ConfigFault {
  /** `namespace/name` of the Ingress whose location it is. */
  readonly ingress: string;
  readonly detail: string;
}

export interface NginxServer extends Omit<Server, 'locations'> {
  readonly locations: readonly NginxLocation[];
}

/** A `server_name`, and where it leads. */
export interface ServerName {
  readonly written: string;
  readonly kind: 'exact' | 'head' | 'tail' | 'regex';
  readonly server: NginxServer;
  /** Of a server that redirects to {@link server}, between a name and its `www.` name. */
  readonly isRedirect: boolean;
  /** Of a regular expression; undefined where it is beyond RE2. */
  readonly takes: ((host: string) => boolean) | undefined;
  /** Why nginx refuses it. */
  readonly fault: string | undefined;
}

/** What answers for one host. */
export interface Server {
  readonly hostname: string;
  locations: Location[];
  /** Further names. */
  aliases: readonly string[];
  /** Absent: none is configured, and the default one is served. */
  certificate: ConfiguredCertificate | undefined;
  redirectsFromToWww: boolean;
}

/** One path of a server, before it becomes a `location` of nginx. */
export interface Location {
  path: string;
  readonly pathType: 'Exact' | 'Prefix';
  /** The path as the Ingress has it; empty for the one that every server gets. */
  ingressPath: string;
  /** Name of the upstream. */
  backend: string;
  /** Whether no rule asked for it: every server answers `/`. */
  isGenerated: boolean;
  /** The Ingress that it has its annotations from; absent for the catch-all server's own. */
  ingress: NginxIngress | undefined;
  annotations: NginxAnnotations | undefined;
}

/** A location of nginx.conf. */
export interface NginxLocation extends Location {
  /** Its path in bytes, one character each, as paths of requests are. */
  readonly bytes: string;
  readonly modifier: Modifier;
  /** Of a regular expression; undefined: it is beyond RE2. */
  readonly search: PcreMatch | undefined;
  /** What nginx answers of itself. Default: the upstream answers. */
  readonly status?: number;
}

/** How nginx compares a location with a path. */
export interface Modifier {
  readonly kind: 'exact' | 'prefix' | 'regex';
  /** As it stands in nginx.conf: `= "/foo"`, `"/foo/"`, `~* "^/foo"`. */
  readonly written: string;
}
