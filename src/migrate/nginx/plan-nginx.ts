import { redirectsToHttps } from '../../dataplane/ingress/nginx/answer';
import { certificateOfHost } from '../../dataplane/ingress/nginx/configured-certificates';
import { nginxConfig, takenIngresses } from '../../dataplane/ingress/nginx/nginx-config';
import { CATCH_ALL } from '../../dataplane/ingress/nginx/nginx-ingress';
import type { NginxConfig, NginxLocation, NginxServer, NginxSource } from '../../dataplane/ingress/nginx/objects';
import { nameFor } from '../../dataplane/ingress/nginx/server-names';
import { wildcardDepth } from '../behaviour';
import type { Note } from '../note';
import type { Plan, PlannedHost } from '../plan';
import { notesOn, tlsBackends } from './annotation-notes';
import { isHost } from './filters';
import { rulesOf } from './rules';

/** What ingress-nginx makes of its Ingresses: its servers and locations, as rules of routes. */
export function planNginx(source: NginxSource): Plan {
  const ingresses = takenIngresses(source);
  const config = nginxConfig(ingresses, source);
  const notes: Note[] = [...notesOn(ingresses, source)];
  if (config.fault !== undefined) {
    const { ingress, detail } = config.fault;
    notes.push({
      name: 'broken-configuration',
      ingress,
      text: `nginx refuses the whole configuration because of it (${detail}): it serves nothing after a start; the routes are as if it did not`,
      explains: ['connection', 'answer', 'status'],
    });
  }
  const hosts = config.servers.flatMap((server) => hostsOf(server, config, source, notes));
  return { hosts, policies: tlsBackends(ingresses), notes };
}

function hostsOf(server: NginxServer, config: NginxConfig, source: NginxSource, notes: Note[]): readonly PlannedHost[] {
  const { settings } = source;
  // Of several servers that claim a name the first one has it.
  const isOwn = (name: string) =>
    name === CATCH_ALL ||
    nameFor(config.names, name.replace('*.', 'any.'))?.server === server ||
    name === server.hostname;
  const names = [server.hostname, ...server.aliases].filter((name) => isPattern(name, notes, server) && isOwn(name));
  const own = names.map((name): PlannedHost => {
    // What is for no other host is asked for by names that have no certificate.
    const isSecured = name !== CATCH_ALL && certificateOfHost(config, name) !== undefined;
    const certificate = certificateFor(name, server, config);
    const hsts = certificate === undefined ? undefined : settings.hsts;
    const planned = rulesOf(server, { config, source, isSecured, hsts, notes });
    const plain = server.locations.filter(
      ({ status, isGenerated, backend }) =>
        status === undefined &&
        !(server.hostname === CATCH_ALL && isGenerated && config.upstreams.get(backend)?.isInternal === true),
    );
    const isAll = plain.length > 0 && plain.every((location) => onlyToHttps(location, settings, isSecured));
    const isPlain = planned.every(({ scheme, rule }) => scheme !== 'both' || isOnlyRedirect(rule));
    const redirectsAll = isAll && isPlain ? settings.redirectCode : undefined;
    return { host: hostOf(name), certificate, redirectsAll, rules: planned };
  });
  const redirect = config.names.find((name) => name.isRedirect && name.server === server);
  if (redirect !== undefined && isHost(redirect.written) && isHost(server.hostname)) {
    own.push(otherName(redirect.written, server, config, source));
  }
  return own.filter(({ rules, redirectsAll }) => rules.length > 0 || redirectsAll !== undefined);
}

/** Where an Ingress answers browsers, refuses requests, or sends all of them elsewhere, that comes first. */
function onlyToHttps(location: NginxLocation, settings: NginxSource['settings'], isSecured: boolean): boolean {
  const { cors, denied, redirect } = location.annotations ?? {};
  return (
    redirectsToHttps(location, settings, isSecured) &&
    cors === undefined &&
    denied === undefined &&
    redirect?.url === undefined
  );
}

function isOnlyRedirect({
  filters = [],
}: {
  readonly filters?: readonly { readonly requestRedirect?: unknown }[];
}): boolean {
  return filters.some(({ requestRedirect }) => requestRedirect !== undefined);
}

/** The name that `from-to-www-redirect` leads away from. */
function otherName(host: string, server: NginxServer, config: NginxConfig, { settings }: NginxSource): PlannedHost {
  const ingress = server.locations.find(({ annotations }) => annotations?.redirect.fromToWww === true)?.ingress;
  const redirect = { hostname: server.hostname, statusCode: settings.redirectCode };
  return {
    host,
    certificate: certificateFor(host, server, config),
    redirectsAll: undefined,
    rules: [
      {
        namespace: ingress?.namespace ?? '',
        ingress: ingress?.key ?? '',
        scheme: 'both',
        rule: { filters: [{ type: 'RequestRedirect', requestRedirect: redirect }] },
      },
    ],
  };
}

function hostOf(name: string): string | undefined {
  return name === CATCH_ALL ? undefined : name.toLowerCase();
}

/** Whether a route can have a name of a server. */
function isPattern(name: string, notes: Note[], server: NginxServer): boolean {
  if (name === CATCH_ALL) return true;
  const isKnown = /^(\*\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(name);
  const ingress = server.locations.find((each) => each.ingress !== undefined)?.ingress?.key ?? '';
  if (name.startsWith('*.') && isKnown && name === server.hostname) notes.push(wildcardDepth(ingress, name));
  if (!isKnown) {
    notes.push({
      name: 'server-alias',
      ingress,
      text: `the host ${name} is a pattern that no route can have; name the hosts that it stands for`,
      explains: ['connection', 'answer', 'status', 'location', 'backend'],
    });
  }
  return isKnown;
}

/**
 * The Secret that the controller serves for a host; where it is not there, or for other hosts, the one that an Ingress names, as it may
 * be made later.
 */
function certificateFor(host: string, server: NginxServer, config: NginxConfig): string | undefined {
  const configured = certificateOfHost(config, host);
  if (configured !== undefined && configured !== 'fake') return configured.secret;
  for (const { ingress } of server.locations) {
    const entry = ingress?.source.spec.tls?.find(({ hosts = [] }) =>
      hosts.some((each) => each.toLowerCase() === host.toLowerCase()),
    );
    const { secretName = '' } = entry ?? {};
    if (ingress !== undefined && secretName !== '') return `${ingress.namespace}/${secretName}`;
  }
  const byDefault = certificateOfHost(config, CATCH_ALL);
  return byDefault === undefined || byDefault === 'fake' ? undefined : byDefault.secret;
}
