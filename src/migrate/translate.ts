import type { Cluster } from '../dataplane/cluster';
import { nginxSource } from '../dataplane/ingress/controllers';
import { profileOf } from '../dataplane/ingress/profiles';
import { classOf } from '../model/ingress-class';
import type { Manifest } from '../model/manifest';
import type { NetworkModel } from '../model/network-model';
import type { Ingress } from '../model/objects';
import { groupBy } from '../terms/maps';
import { Edge, objectOf } from './edge';
import { slug } from './names';
import { planNginx } from './nginx/plan-nginx';
import type { Note } from './note';
import { planPlain } from './plain/plan-plain';
import type { Plan } from './plan';
import { routesFor } from './routes';

/** Where the routes attach. */
export interface TranslateOptions {
  /** The class of the Gateways. */
  readonly gatewayClass: string;
  /** Name of the Gateway, or namespace/name. Default: `edge`, in the namespace that has most of the certificates. */
  readonly gateway?: string;
}

/** What takes the place of Ingresses. */
export interface Translation {
  /** Gateways, routes, grants and policies: new objects alone. */
  readonly manifests: readonly Manifest[];
  readonly notes: readonly Note[];
  /** The Ingresses that they stand for: `namespace/name`. */
  readonly ingresses: ReadonlySet<string>;
}

/** The Ingresses of a cluster as objects of Gateway API: one Gateway for those of a class. */
export function translate(model: NetworkModel, cluster: Cluster, options: TranslateOptions): Translation {
  const byClass = groupBy(model.ingresses, ([, ingress]) => classOf(cluster.model, ingress));
  const manifests: Manifest[] = [];
  const notes: Note[] = [];
  for (const [className, entries] of byClass) {
    const ingresses = entries.flatMap(([key]) => cluster.model.ingresses.get(key) ?? []);
    const plan = planOf(cluster, className, ingresses);
    for (const note of plan.notes) notes.push(note);
    const gateway = {
      ...placeOf(plan, options, byClass.size > 1 ? className : undefined),
      className: options.gatewayClass,
    };
    if (plan.hosts.length === 0) continue;
    const edge = new Edge(gateway, plan.hosts);
    const routes = routesFor(plan.hosts, edge);
    for (const manifest of [...edge.manifests(), ...routes, ...policiesOf(plan)]) manifests.push(manifest);
  }
  return { manifests, notes: distinct(notes), ingresses: new Set(model.ingresses.keys()) };
}

function planOf(cluster: Cluster, className: string | undefined, ingresses: readonly Ingress[]): Plan {
  const { model, services, dataplane } = cluster;
  const source = { model, services, secrets: model.secrets, slices: dataplane.slices };
  return profileOf(model, className) === 'nginx'
    ? planNginx(nginxSource(ingresses, source))
    : planPlain(model, ingresses, source);
}

function placeOf({ hosts }: Plan, { gateway = 'edge' }: TranslateOptions, className: string | undefined) {
  const [first = '', second] = gateway.split('/');
  const suffix = className === undefined ? '' : `-${slug(className)}`;
  if (second !== undefined) return { namespace: first, name: `${second}${suffix}` };
  const counts = new Map<string, number>();
  for (const { certificate, rules } of hosts) {
    // A certificate decides, for one of another namespace needs a grant.
    const [namespace] = certificate?.split('/') ?? [];
    if (namespace !== undefined) counts.set(namespace, (counts.get(namespace) ?? 0) + 1_000);
    for (const rule of rules) counts.set(rule.namespace, (counts.get(rule.namespace) ?? 0) + 1);
  }
  const [[namespace] = ['default']] = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return { namespace, name: `${first}${suffix}` };
}

function policiesOf({ policies }: Plan): readonly Manifest[] {
  return policies.map(({ namespace, service, hostname }) =>
    objectOf('BackendTLSPolicy', namespace, service, {
      targetRefs: [{ group: '', kind: 'Service', name: service }],
      validation: { hostname, wellKnownCACertificates: 'System' },
    }),
  );
}

function distinct(notes: readonly Note[]): readonly Note[] {
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}
