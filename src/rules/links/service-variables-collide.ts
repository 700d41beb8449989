import { configMapsOf } from '../../model/config-maps';
import type { NetworkModel } from '../../model/network-model';
import type { EnvVar } from '../../model/objects';
import { WORKLOAD_KINDS, objectsIn } from '../../model/workload';
import { keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { deployment, service, stream } from './examples';
import { gives, namesakesOf } from './facts/service-variables';
import { containersAt, workloadAt } from './facts/workload-at';

const REDIS = service('selector: { app: redis }\nports: [{ port: 6379 }]', 'name: redis');
const ENV = `{ name: web, image: web, env: [{ name: REDIS_PORT, value: '6380' }] }`;

export const serviceVariablesCollide = defineRule({
  id: 'links/service-variables-collide',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: WORKLOAD_KINDS,
  summary: 'The variables of a container are not called like those that it gets for the Services of its namespace.',
  why: "The kubelet gives every container variables for each Service of the namespace, such as REDIS_PORT=tcp://10.96.0.7:6379 for a Service redis. The container's own value wins here; wherever it is left out, the program reads that address instead.",
  fix: 'Set enableServiceLinks: false in the Pod spec, or give the variable another name.',
  passing: [
    {
      title: 'The Pod does not get the variables',
      manifests: stream(REDIS, deployment('web', '{ app: web }', ENV, 'enableServiceLinks: false')),
    },
    {
      title: 'The Service is in another namespace',
      manifests: stream(
        service('selector: { app: redis }\nports: [{ port: 6379 }]', 'name: redis\nnamespace: data'),
        deployment('web', '{ app: web }', ENV),
      ),
    },
  ],
  failing: [
    {
      title: "A variable of the container's own that a Service gives as well",
      manifests: stream(REDIS, deployment('web', '{ app: web }', ENV)),
      path: 'spec.template.spec.containers[0].env[0].name',
      kind: 'Duplicate',
    },
  ],
  *check(object, context) {
    const workload = workloadAt(object, context);
    if (workload === undefined || workload.spec.enableServiceLinks === false) return;
    for (const { at, container } of containersAt(object, workload, 'all')) {
      for (const [index, { name }] of objectsIn<EnvVar>(container.env).entries()) {
        if (typeof name !== 'string') continue;
        const owner = namesakesOf(context, workload.namespace, name).find((one) => gives(one, name));
        if (owner === undefined) continue;
        yield at()
          .at('env')
          .key(index)
          .at('name')
          .duplicate({ fix: fixOf(name, owner.key) });
      }
      for (const [index, from] of objectsIn<EnvFrom>(container.envFrom).entries()) {
        for (const source of SOURCES) {
          for (const key of keysOf(context.model, source, workload.namespace, from[source]?.name)) {
            const name = `${typeof from.prefix === 'string' ? from.prefix : ''}${key}`;
            const owner = namesakesOf(context, workload.namespace, name).find((one) => gives(one, name));
            if (owner === undefined) continue;
            const field = at().at('envFrom').key(index).at(source, 'name');
            yield field.duplicate({ fix: fixOf(name, owner.key) }, name);
          }
        }
      }
    }
  },
});

const SOURCES = ['configMapRef', 'secretRef'] as const;

type EnvFrom = { readonly [source in (typeof SOURCES)[number]]?: { readonly name?: unknown } } & {
  readonly prefix?: unknown;
};

/** The keys of the ConfigMap or Secret that a container takes its variables from. */
function keysOf(model: NetworkModel, source: keyof EnvFrom, namespace: string, name: unknown): readonly string[] {
  if (typeof name !== 'string') return [];
  const key = keyOf(namespace, name);
  if (source === 'configMapRef') return Object.keys(configMapsOf(model).get(key) ?? {});
  const { data, stringData } = model.secrets.get(key) ?? {};
  return Object.keys({ ...data, ...stringData });
}

function fixOf(name: string, service: string): string {
  return `Set enableServiceLinks: false, or rename the variable: ${name} is one of those for Service ${service}.`;
}
