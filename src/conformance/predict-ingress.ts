import { Cluster } from '../dataplane/cluster';
import { DEFAULT_NODES } from '../dataplane/cluster-config';
import { whyNotAdmitted } from '../dataplane/ingress/nginx/admission';
import { configMapData } from '../dataplane/ingress/nginx/installed-options';
import { Nginx } from '../dataplane/ingress/nginx/nginx';
import { nginxConfig, takenIngresses } from '../dataplane/ingress/nginx/nginx-config';
import type { NginxConfig, NginxNetwork, NginxSource } from '../dataplane/ingress/nginx/objects';
import type { NginxOptions } from '../dataplane/ingress/nginx/settings';
import { settingsOf } from '../dataplane/ingress/nginx/settings';
import { externalHostsOf } from '../model/external-hosts';
import type { Manifest } from '../model/manifest';
import { NetworkModel } from '../model/network-model';
import type { Ingress } from '../model/objects';
import { parseManifests } from '../model/parse-manifests';
import { keyOf } from '../terms/object-ref';
import type { ObservedAnswer, RecordedRequest } from './observed-answer';
import { observedAnswer } from './observed-answer';

/** A world of ingress-nginx, and what is asked of it. */
export interface IngressQuestion {
  /** A YAML stream. */
  readonly manifests: string;
  /** Flags and ConfigMap of the controller. Default: none, which is release 1.15 as it is installed. */
  readonly controller?: NginxOptions;
}

/** Requests to ingress-nginx, and what decides between Ingresses: when they were created. */
export interface IngressRequests extends IngressQuestion {
  readonly requests: readonly RecordedRequest[];
  /** Ingresses that were created more than a second after those before them: all, or these. Default: none. */
  readonly spaced?: boolean | readonly string[];
  /** Ingresses (`namespace/name`) that were created one by one once the controller served. Default: none. */
  readonly later?: readonly string[];
}

/** What ingress-nginx answers to each request, in their order. Throws a ManifestError for a stream that cannot be read. */
export function predictIngress(question: IngressRequests): readonly ObservedAnswer[] {
  const { requests, later = [] } = question;
  const { cluster, source, network } = worldOf(question, secondsOf(question));
  const config = servedConfig(source, later);
  const nginx = config === undefined ? undefined : new Nginx(source, network, config);
  return requests.map((request) =>
    nginx === undefined ? { outcome: 'refused', status: undefined, by: [] } : observedAnswer(nginx, cluster, request),
  );
}

/** Whether the validating webhook of ingress-nginx lets each Ingress (`namespace/name`) in while all others are there. */
export function admitIngress(question: IngressQuestion): Readonly<Record<string, boolean>> {
  const { source } = worldOf(question, () => 0);
  return Object.fromEntries(
    source.ingresses.map((ingress) => [called(ingress), whyNotAdmitted(ingress, source) === undefined]),
  );
}

function worldOf({ manifests, controller }: IngressQuestion, secondOf: (ingress: Ingress) => number) {
  const objects = parseManifests(manifests);
  const model = NetworkModel.of(objects);
  // Names under .invalid never resolve (RFC 6761).
  const externalHosts = externalHostsOf(model).filter((name) => !name.endsWith('.invalid'));
  const cluster = new Cluster({ nodes: DEFAULT_NODES, externalHosts });
  cluster.apply(objects.map(withoutImages));
  const source: NginxSource = {
    ingresses: [...model.ingresses.values()],
    classes: withClass(model),
    services: cluster.services,
    secrets: model.secrets,
    slices: cluster.dataplane.slices,
    settings: settingsOf(controller, (key) => configMapData(model, key)),
    secondOf,
  };
  const network: NginxNetwork = {
    resolve: (name) => cluster.lookup(cluster.ingressVantage, name),
    fakeCertificate: () => ({ secret: '', subject: `CN=${FAKE}`, commonName: FAKE, names: [], cert: '', key: '' }),
  };
  return { cluster, source, network };
}

/** Whatever program a Pod runs, a stand-in answers in its place, wherever its Services lead. */
function withoutImages(manifest: Manifest): Manifest {
  if (manifest.kind === 'Ingress') return manifest;
  return JSON.parse(
    JSON.stringify(manifest, (key, value: unknown) => (key === 'image' ? undefined : value)),
  ) as Manifest;
}

const FAKE = 'Kubernetes Ingress Controller Fake Certificate';

/** The class that is installed with the controller, beside those of the input. */
function withClass({ ingressClasses }: NetworkModel): NginxSource['classes'] {
  const nginx = { metadata: { name: 'nginx' }, spec: { controller: 'k8s.io/ingress-nginx' } };
  return new Map([['nginx', nginx], ...ingressClasses]);
}

/** The last configuration that nginx took: one that it refuses changes nothing. Undefined: it took none. */
function servedConfig(source: NginxSource, later: readonly string[]): NginxConfig | undefined {
  const steps = [undefined, ...later];
  let served: NginxConfig | undefined;
  for (const [index] of steps.entries()) {
    const absent = new Set(later.slice(index));
    const ingresses = source.ingresses.filter((ingress) => !absent.has(called(ingress)));
    const next = { ...source, ingresses };
    const config = nginxConfig(takenIngresses(next), next);
    if (config.fault === undefined) served = config;
  }
  return served;
}

/** The second in which each Ingress was created, counted from the first one. */
function secondsOf({ manifests, spaced = false, later = [] }: IngressRequests): (ingress: Ingress) => number {
  const seconds = new Map<string, number>();
  let second = 0;
  const all = [...NetworkModel.of(parseManifests(manifests)).ingresses.values()];
  const isLater = (ingress: Ingress) => later.includes(called(ingress));
  for (const ingress of [
    ...all.filter((one) => !isLater(one)),
    ...later.flatMap((key) => all.find((one) => called(one) === key) ?? []),
  ]) {
    const isSpaced =
      typeof spaced === 'boolean'
        ? spaced
        : [called(ingress), ingress.metadata.name ?? ''].some((name) => spaced.includes(name));
    if (isSpaced || isLater(ingress)) second += 2;
    seconds.set(called(ingress), second);
  }
  return (ingress) => seconds.get(called(ingress)) ?? 0;
}

function called({ metadata }: Ingress): string {
  return keyOf(metadata.namespace, metadata.name ?? '');
}
