import type { Ingress } from '../../../model/objects';
import { bytesOf, pcreSearch } from '../../../runtime/pcre-pattern';
import { readAnnotations } from './annotations';
import { areRegexes, modifierOf } from './locations';
import type { NginxIngress } from './nginx-ingress';
import { CATCH_ALL, inOrder, isTaken, nginxIngress } from './nginx-ingress';
import type {
  ConfigFault,
  Location,
  NginxConfig,
  NginxLocation,
  NginxServer,
  NginxSource,
  ServerName,
} from './objects';
import { serverNamesOf } from './server-names';
import { serversOf } from './servers';
import type { NginxSettings } from './settings';
import { DEFAULT_UPSTREAM, upstreamsOf } from './upstreams';

/** The Ingresses that the controller takes, with what their annotations say, in its order. */
export function takenIngresses(source: NginxSource): readonly NginxIngress[] {
  const { ingresses, classes, settings, secondOf } = source;
  return inOrder(ingresses, secondOf).flatMap((ingress) => {
    if (!isTaken(ingress, settings, classes) || hasBlockedWord(ingress, settings)) return [];
    const annotations = readAnnotations(ingress, source);
    return typeof annotations === 'string' ? [] : [nginxIngress(ingress, annotations)];
  });
}

export function nginxConfig(ingresses: readonly NginxIngress[], source: NginxSource): NginxConfig {
  const upstreams = upstreamsOf(ingresses, source);
  const servers = serversOf(ingresses, upstreams, source);
  const written = servers.map((server) => ({
    ...server,
    locations: [
      ...writtenLocations(server.locations),
      ...(server.hostname === CATCH_ALL ? ownLocations(source.settings.healthCheckPath) : []),
    ],
  }));
  const names = serverNamesOf(written);
  return { servers: written, names, upstreams, fault: faultOf(written, names) };
}

/** Whether an annotation has a word that the administrator does not want. */
export function hasBlockedWord(
  { metadata }: Ingress,
  { blockedWords, annotationsPrefix }: Pick<NginxSettings, 'blockedWords' | 'annotationsPrefix'>,
): boolean {
  return Object.entries(metadata.annotations ?? {}).some(
    ([key, value]) => key.startsWith(`${annotationsPrefix}/`) && blockedWords.some((word) => value.includes(word)),
  );
}

function writtenLocations(locations: readonly Location[]): readonly NginxLocation[] {
  const isRegex = areRegexes(locations);
  return locations.map((location) => {
    const pattern = isRegex ? pcreSearch(`^${location.path}`, { ignoreCase: true }) : undefined;
    const search = pattern !== undefined && 'search' in pattern ? pattern.search : undefined;
    return { ...location, bytes: bytesOf(location.path), modifier: modifierOf(location, isRegex), search };
  });
}

/** What the catch-all server answers to whoever looks after the controller. */
function ownLocations(healthCheckPath: string): readonly NginxLocation[] {
  return [
    { path: healthCheckPath, status: 200 },
    { path: '/nginx_status', status: 403 },
  ].map(({ path, status }) => ({
    path,
    bytes: path,
    status,
    pathType: 'Prefix',
    ingressPath: path,
    backend: DEFAULT_UPSTREAM,
    isGenerated: true,
    ingress: undefined,
    annotations: undefined,
    modifier: { kind: 'prefix', written: path },
    search: undefined,
  }));
}

function faultOf(servers: readonly NginxServer[], names: readonly ServerName[]): ConfigFault | undefined {
  for (const { locations } of servers) {
    const seen = new Set<string>();
    for (const { modifier, path, ingress } of locations) {
      const at = ingress?.key ?? '';
      if (modifier.kind === 'regex') {
        const pattern = pcreSearch(`^${path}`, { ignoreCase: true });
        if ('fault' in pattern && pattern.fault === 'invalid') {
          return { ingress: at, detail: `${path} is not a regular expression: ${pattern.detail}` };
        }
      } else if (seen.has(modifier.written)) {
        return { ingress: at, detail: `duplicate location ${modifier.written}` };
      }
      seen.add(modifier.written);
    }
  }
  const broken = names.find(({ fault }) => fault !== undefined);
  return broken?.fault === undefined
    ? undefined
    : {
        ingress: broken.server.locations.find(({ ingress }) => ingress !== undefined)?.ingress?.key ?? '',
        detail: broken.fault,
      };
}
