import { AdmittedPorts } from '../../model/admitted-ports';
import type { NetworkModel } from '../../model/network-model';
import type { Policy, PolicyRule } from '../../model/network-policies';
import type { NumberedPort } from '../../model/objects';
import { policiesFor } from '../../model/policies-for';
import { selectsPods, servicePorts, targetPortOf } from '../../model/service';
import { targetPortIn } from '../../model/target-port';
import { viewOf } from '../../model/view';
import type { Workload } from '../../model/workload';
import { protocolOf } from '../../model/workload';
import { append } from '../../terms/maps';
import { describeRef, keyOf } from '../../terms/object-ref';
import type { Cursor, Finding } from '../cursor';
import { defineRule } from '../rule';
import { deployment, networkPolicy, service, stream } from './examples';
import { isKept } from './facts/kept';
import { behind } from './facts/service-at';

const WEB = stream(
  service('selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
  deployment('web', '{ app: web }'),
);
const allow = (ports: string) =>
  networkPolicy('web', `podSelector: { matchLabels: { app: web } }\npolicyTypes: [Ingress]\ningress: ${ports}`);

export const networkPolicyDeniesPort = defineRule({
  id: 'links/network-policy-denies-port',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['NetworkPolicy'],
  summary: 'What NetworkPolicies let in to the Pods of a Service includes the ports that it leads to.',
  why: 'A Pod that a policy with Ingress selects receives only what some policy allows. Policies are applied after the Service has translated its port, so they have to name the targetPort.',
  fix: 'Allow the targetPort.',
  passing: [
    { title: 'The targetPort is allowed', manifests: stream(WEB, allow('[{ ports: [{ port: 8080 }] }]')) },
    { title: 'By the name of the container port', manifests: stream(WEB, allow('[{ ports: [{ port: http }] }]')) },
    {
      title: 'By another policy',
      manifests: stream(
        WEB,
        networkPolicy('deny', 'podSelector: {}\npolicyTypes: [Ingress]'),
        allow('[{ ports: [{ port: 8080 }] }]'),
      ),
    },
  ],
  failing: [
    {
      title: 'The port of the Service is allowed instead',
      manifests: stream(WEB, allow('[{ ports: [{ port: 80 }] }]')),
      path: 'spec.ingress[0].ports[0].port',
      kind: 'Invalid',
    },
    {
      title: 'Nothing is let in',
      manifests: stream(WEB, networkPolicy('deny', 'podSelector: {}\npolicyTypes: [Ingress]')),
      path: 'spec.ingress',
      kind: 'Forbidden',
    },
  ],
  *check(object, context) {
    const {
      model,
      object: { namespace, name },
    } = context;
    for (const denial of denials(model).get(keyOf(namespace, name)) ?? []) {
      if (isKept(object, denial.policy.source, context)) yield say(object, denial);
    }
  },
});

/** A port of a Service that no policy lets in to the Pods behind it. */
interface Denial {
  readonly policy: Policy;
  readonly service: string;
  readonly port: NumberedPort;
  readonly number: number;
  readonly workload: Workload;
  /** Whether the port has another number in other Pods of the Service. */
  readonly several: boolean;
  /** Where the policy names the port of the Service in place of the one it leads to. */
  readonly confused?: Omit<Place, 'policy'>;
}

/** A port of a rule of a policy, by their positions. */
interface Place {
  readonly policy: Policy;
  readonly rule: number;
  readonly port: number;
}

function say(object: Cursor, { policy, service, port, number, workload, several, confused }: Denial): Finding {
  const where = `port ${port.port} of Service ${service} leads to port ${number} of ${describeRef(workload.ref)}`;
  if (confused === undefined) {
    const closed = policy.ingress.length === 0 ? 'and nothing is let in' : 'which no policy lets in';
    return object.at('spec', 'ingress').forbidden(`${where}, ${closed}`, {
      fix: `Allow port ${number}${protocolOf(port) === 'TCP' ? '' : `, protocol ${protocolOf(port)}`}; if the Service is meant to be closed, remove it.`,
    });
  }
  const at = object.at('spec', 'ingress').key(confused.rule).at('ports').key(confused.port).at('port');
  const target = targetPortOf(port);
  return at.invalid(where, { severity: 'error', fix: `Write \`port: ${several ? target : number}\`.` });
}

const denials = viewOf((model: NetworkModel): ReadonlyMap<string, readonly Denial[]> => {
  const found = new Map<string, Denial[]>();
  for (const [service, { metadata, spec }] of model.networkPolicies.size === 0 ? [] : model.services) {
    if (!selectsPods(spec)) continue;
    const { backends } = behind(model, metadata.namespace ?? model.defaultNamespace, spec.selector ?? {});
    for (const workload of backends.slice(0, MAX_WORKLOADS)) {
      const policies = policiesFor(model, workload, 'Ingress');
      if (policies.length === 0) continue;
      for (const denial of servicePorts(spec).flatMap(
        (port) => deny(policies, service, port, workload, backends) ?? [],
      )) {
        append(found, denial.policy.key, denial);
      }
    }
  }
  return found;
});

/** A Service on more workloads than this is about all of them; the first ones stand for the others. */
const MAX_WORKLOADS = 10;

function deny(
  policies: readonly (readonly Policy[])[],
  service: string,
  port: NumberedPort,
  workload: Workload,
  backends: readonly Workload[],
): Denial | undefined {
  const protocol = protocolOf(port);
  const { numbers } = targetPortIn([workload], targetPortOf(port), protocol);
  const [number] = numbers;
  if (number === undefined) return undefined;
  if (policies.some((list) => admittedBy(incoming(list)).has(number, protocol, workload))) return undefined;
  const several = targetPortIn(backends, targetPortOf(port), protocol).numbers.length > 1;
  const denial = { service, port, number, workload, several };
  for (const places of policies.map(placesOf)) {
    const place = places.get(port.port) ?? (port.name === undefined ? undefined : places.get(port.name));
    if (place !== undefined) return { ...denial, policy: place.policy, confused: place };
  }
  const policy = firstOpen(policies) ?? policies[0]?.[0];
  return policy === undefined ? undefined : { ...denial, policy };
}

const admittedBy = viewOf((rules: readonly PolicyRule[]) => new AdmittedPorts(rules));

/** The rules of policies; the list of one policy may be that of many. */
const incoming = viewOf((policies: readonly Policy[]): readonly PolicyRule[] => {
  const [first, ...others] = policies.map(({ ingress }) => ingress);
  return first === undefined || others.length > 0 ? policies.flatMap(({ ingress }) => ingress) : first;
});

/** Where policies first name each port. */
const placesOf = viewOf((policies: readonly Policy[]) => {
  const places = new Map<unknown, Place>();
  for (const policy of policies) {
    for (const [rule, { ports }] of policy.ingress.entries()) {
      for (const [port, one] of ports.entries()) {
        if (!places.has(one.port)) places.set(one.port, { policy, rule, port });
      }
    }
  }
  return places;
});

/** The first policy that lets anything in. */
function firstOpen(policies: readonly (readonly Policy[])[]): Policy | undefined {
  return policies.flatMap((list) => openIn(list) ?? [])[0];
}

const openIn = viewOf((policies: readonly Policy[]) => policies.find(({ ingress }) => ingress.length > 0));
