import type { NetworkModel } from '../../model/network-model';
import type { ServiceSpec } from '../../model/objects';
import { keyOf } from '../../terms/object-ref';
import type { Cursor, Finding } from '../cursor';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { service, stream } from './examples';
import { absentService } from './facts/absent-service';
import type { ServiceAt } from './facts/service-at';
import { serviceAt } from './facts/service-at';

export const externalNameTarget = defineRule({
  id: 'links/external-name-target',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.externalName',
  summary: 'An externalName is a full name, and one of a Service of the cluster leads to another Service.',
  why: 'The name goes into a CNAME record as it is. It is looked up from the root, without search list, so that the short name of a Service does not exist there.',
  fix: 'Write the full name: service.namespace.svc.cluster.local.',
  passing: [
    {
      title: 'The full name of a Service of another namespace',
      manifests: stream(
        service('type: ExternalName\nexternalName: db.data.svc.cluster.local', 'name: db'),
        service('ports: [{ port: 5432 }]', 'name: db\nnamespace: data'),
      ),
    },
    { title: 'A name outside', manifests: service('type: ExternalName\nexternalName: db.example.com') },
  ],
  failing: [
    {
      title: 'The short name of a Service',
      manifests: stream(
        service('type: ExternalName\nexternalName: db.data', 'name: db'),
        service('ports: [{ port: 5432 }]', 'name: db\nnamespace: data'),
      ),
      path: 'spec.externalName',
      kind: 'Invalid',
    },
    {
      title: 'A name of one label',
      manifests: service('type: ExternalName\nexternalName: localhost', 'name: db'),
      path: 'spec.externalName',
      kind: 'Invalid',
    },
    {
      title: 'It leads back to itself',
      manifests: service('type: ExternalName\nexternalName: db.default.svc.cluster.local', 'name: db'),
      path: 'spec.externalName',
      kind: 'Invalid',
    },
    {
      title: 'There is no such Service in that namespace',
      manifests: stream(
        service('type: ExternalName\nexternalName: bd.data.svc.cluster.local', 'name: db'),
        service('ports: [{ port: 5432 }]', 'name: db\nnamespace: data'),
      ),
      path: 'spec.externalName',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const service = serviceAt(object, context);
    const { type, externalName } = service.spec;
    if (type !== 'ExternalName' || externalName === undefined || externalName === '') return;
    const finding = judge(object.at('spec', 'externalName'), service, externalName.replace(/\.$/, ''), context);
    if (finding !== undefined) yield finding;
  },
});

function judge(field: Cursor, { namespace, name }: ServiceAt, host: string, context: RuleContext): Finding | undefined {
  const { model } = context;
  const full = targetOf(host);
  if (full === undefined) {
    const [first = '', second = namespace, ...rest] = host.split('.');
    const isShort = rest.length === 0 || (rest.length === 1 && rest[0] === 'svc');
    if (!isShort || !model.services.has(keyOf(second, first))) {
      return /^[a-z0-9-]+$/.test(host) ? ofOneLabel(field) : undefined;
    }
    const name = `${first}.${second}.svc.cluster.local`;
    return field.invalid('the short name of a Service does not resolve here', {
      fix: `Write \`externalName: ${name}\`.`,
    });
  }
  if (leadsBack(model, keyOf(namespace, name), full.key)) {
    return field.invalid('leads back to this Service', {
      why: 'CNAME records that go round in a circle never come to an address.',
      fix: 'Name the host that should answer.',
    });
  }
  const correct = (meant: string) => `externalName: ${meant}.${full.namespace}.svc.cluster.local`;
  const absent = absentService(context, full.namespace, full.name, correct);
  if (absent === undefined || absent.words.severity === 'info') return undefined;
  const [elsewhere] = absent.elsewhere;
  return field.notFound(`there is no Service ${full.key} in the input`, {
    why: 'The name of a Service that does not exist has no records.',
    fix: NAME_IT,
    ...(elsewhere === undefined
      ? absent.words
      : { fix: `Did you mean \`externalName: ${full.name}.${elsewhere}.svc.cluster.local\`?` }),
    severity: 'warning',
  });
}

function ofOneLabel(field: Cursor): Finding {
  return field.invalid('is a name of one label', {
    severity: 'warning',
    why: 'The name is looked up from the root, without search list: hosts of a network are not there, and localhost is the client itself.',
    fix: 'Write the full name of the host.',
  });
}

const NAME_IT = 'Name a Service of that namespace; if it is declared elsewhere, say so with the option external.';

interface InCluster {
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

/** The Service that a full name in the cluster names; undefined for other names. */
function targetOf(host: string): InCluster | undefined {
  const [, name, namespace] = /^([^.]+)\.([^.]+)\.svc\.cluster\.local$/.exec(host) ?? [];
  return name === undefined || namespace === undefined ? undefined : { namespace, name, key: keyOf(namespace, name) };
}

/** Whether a chain of ExternalName Services comes back to the first. */
function leadsBack(model: NetworkModel, first: string, next: string): boolean {
  const passed = new Set<string>();
  for (let key: string | undefined = next; key !== undefined && !passed.has(key);) {
    if (key === first) return true;
    passed.add(key);
    const spec: ServiceSpec | undefined = model.services.get(key)?.spec;
    key = spec?.type === 'ExternalName' ? targetOf((spec.externalName ?? '').replace(/\.$/, ''))?.key : undefined;
    if (passed.size > MAX_CHAIN) return false;
  }
  return false;
}

/** Resolvers follow no longer chain of CNAMEs than this. */
const MAX_CHAIN = 16;
