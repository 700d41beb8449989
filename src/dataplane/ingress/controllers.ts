import type { NetworkModel } from '../../model/network-model';
import type { Ingress, Secret, Service } from '../../model/objects';
import type { ServerCertificate } from '../../model/server-certificate';
import { selfSigned } from '../../runtime/self-signed';
import { hostMatches, hostOf, hostPrecision } from '../../terms/host';
import type { EndpointSlices } from '../endpoints/endpoint-slices';
import { Contour } from './contour';
import type { IngressController, IngressRequest, IngressRoute } from './ingress-controller';
import { configMapData, installedOptions } from './nginx/installed-options';
import { Nginx } from './nginx/nginx';
import type { NginxSource } from './nginx/objects';
import { settingsOf } from './nginx/settings';
import type { IngressProfile } from './profiles';
import { byProfile } from './profiles';
import { SpecificationController } from './specification';

/** What controllers read. */
export interface ControllerSource {
  readonly model: NetworkModel;
  readonly services: ReadonlyMap<string, Service>;
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly slices: EndpointSlices;
  /** Profiles of classes by name, in place of those that their controllers have. */
  readonly profiles: Readonly<Record<string, IngressProfile>>;
  readonly resolve: (name: string) => readonly string[];
}

interface Served {
  readonly name: string;
  readonly controller: IngressController;
  readonly ingresses: readonly Ingress[];
}

/**
 * The controllers of all classes behind one address: a request is for the one that has a rule for its host. Contour answers
 * what is for none, as it would if it were alone.
 */
export class IngressControllers implements IngressController {
  private readonly served: readonly Served[];

  constructor(source: ControllerSource) {
    const ingresses = byProfile(source.model, source.profiles);
    const others = (['nginx', 'specification'] as const).flatMap((profile) => {
      const own = ingresses.get(profile);
      return own === undefined ? [] : [servedBy(profile, own, source)];
    });
    const own = ingresses.get('contour') ?? [];
    this.served = own.length === 0 && others.length > 0 ? others : [servedBy('contour', own, source), ...others];
  }

  /** Who answers for a host: `Contour`, `ingress-nginx`, or what is said of a controller that is not modelled. */
  nameFor(host: string): string {
    return this.forHost(hostOf(host)).name;
  }

  certificateFor(sni: string | undefined): ServerCertificate | undefined {
    return this.forHost(sni ?? '').controller.certificateFor(sni);
  }

  route(request: IngressRequest): IngressRoute {
    return this.forHost(hostOf(request.host)).controller.route(request);
  }

  /** The controller that names the host most precisely; of several the first. */
  private forHost(host: string): Served {
    const [only, ...others] = this.served;
    if (only !== undefined && others.length === 0) return only;
    const ranked = this.served.map((served) => ({ ...served, rank: rankOf(served, host) }));
    return ranked.reduce((best, each) => (each.rank > best.rank ? each : best));
  }
}

function servedBy(profile: IngressProfile, ingresses: readonly Ingress[], source: ControllerSource): Served {
  return { name: NAMES[profile], controller: controllerOf(profile, ingresses, source), ingresses };
}

const NAMES = { contour: 'Contour', nginx: 'ingress-nginx', specification: 'as the Ingress API says' } as const;

function controllerOf(
  profile: IngressProfile,
  ingresses: readonly Ingress[],
  { model, resolve, secrets, services, slices }: ControllerSource,
): IngressController {
  switch (profile) {
    case 'contour':
      return new Contour({ ingresses, services, secrets, slices });
    case 'nginx':
      return new Nginx(nginxSource(ingresses, { model, secrets, services, slices }), { resolve, fakeCertificate });
    case 'specification':
      return new SpecificationController({ model, ingresses, services, slices });
  }
}

/** What ingress-nginx reads, set up as the input sets it up. */
export function nginxSource(
  ingresses: readonly Ingress[],
  { model, ...objects }: Pick<ControllerSource, 'model' | 'services' | 'secrets' | 'slices'>,
): NginxSource {
  return {
    ...objects,
    ingresses,
    classes: model.ingressClasses,
    settings: settingsOf(installedOptions(model), (key) => configMapData(model, key)),
    // Those of one second: the objects of an input are applied together.
    secondOf: ({ metadata }) => Math.floor(Date.parse(metadata.creationTimestamp ?? '') / 1000) || 0,
  };
}

/** 3 for the host itself, 2 for a further name, 1 for a wildcard, 0 for rules without host, -1 for none. */
function rankOf({ ingresses }: Served, host: string): number {
  const ranks = ingresses.flatMap(({ metadata, spec }) => {
    const rules = (spec.rules ?? []).filter((rule) => hostMatches(rule.host, host));
    const aliases = metadata.annotations?.['nginx.ingress.kubernetes.io/server-alias']?.split(',') ?? [];
    return [
      ...rules.map((rule) => hostPrecision(rule.host) * 1.5),
      ...(aliases.some((alias) => hostMatches(alias.trim(), host)) ? [2] : []),
      ...(spec.defaultBackend === undefined ? [] : [0]),
    ];
  });
  return ranks.reduce((most, rank) => Math.max(most, rank), -1);
}

let made: ServerCertificate | undefined;

/** The certificate that ingress-nginx makes for itself; nobody trusts it, whatever key it has. */
function fakeCertificate(): ServerCertificate {
  made ??= { secret: '', subject: `CN=${FAKE}`, commonName: FAKE, names: [], ...selfSigned(FAKE) };
  return made;
}

const FAKE = 'Kubernetes Ingress Controller Fake Certificate';
