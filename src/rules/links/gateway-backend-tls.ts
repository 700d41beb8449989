import { configMapsOf } from '../../model/config-maps';
import { externalsOf } from '../../model/external-objects';
import { keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { other, stream } from './examples';
import { isOfGatewayApi } from './facts/gateway-at';
import { backend, manifest } from './gateway-examples';

const policy = (ca: string) =>
  manifest(
    'BackendTLSPolicy',
    'name: web',
    `{ targetRefs: [{ group: '', kind: Service, name: web }], validation: { hostname: web.example.com, caCertificateRefs: [${ca}] } }`,
  );

export const gatewayBackendTls = defineRule({
  id: 'links/gateway-backend-tls',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: ['BackendTLSPolicy'],
  field: 'spec.validation.caCertificateRefs',
  summary: 'The certificate authority of a BackendTLSPolicy is a ConfigMap that is there.',
  why: 'Without it the policy says ResolvedRefs=False, reason InvalidCACertificateRef or InvalidKind, and requests to the backend are refused: they are never sent without verification.',
  fix: 'Put the authority into a ConfigMap under ca.crt, in the namespace of the policy; if somebody else makes it, say so with the option external: ConfigMap/namespace/name.',
  passing: [
    {
      title: 'The ConfigMap is there',
      manifests: stream(
        backend(),
        policy("{ group: '', kind: ConfigMap, name: ca }"),
        other('v1', 'ConfigMap', 'name: ca', 'data: { ca.crt: x }'),
      ),
    },
  ],
  failing: [
    {
      title: 'A Secret',
      manifests: stream(backend(), policy("{ group: '', kind: Secret, name: ca }")),
      path: 'spec.validation.caCertificateRefs[0].kind',
      kind: 'NotSupported',
    },
    {
      title: 'A ConfigMap that somebody else makes',
      manifests: stream(backend(), policy("{ group: '', kind: ConfigMap, name: ca }")),
      path: 'spec.validation.caCertificateRefs[0].name',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const {
      model,
      cluster,
      object: { namespace = model.defaultNamespace },
    } = context;
    if (!isOfGatewayApi(context)) return;
    for (const place of object.at('spec', 'validation', 'caCertificateRefs').items()) {
      const [group, kind, name] = [place.at('group'), place.at('kind'), place.at('name')];
      if (group.text !== '') continue;
      // Some controllers take Secrets as well.
      if (kind.text !== 'ConfigMap') {
        yield kind.notSupported(['ConfigMap'], {
          severity: 'warning',
          fix: 'Put the authority into a ConfigMap: it is no secret.',
        });
      } else if (
        !configMapsOf(model).has(keyOf(namespace, name.text)) &&
        !externalsOf(cluster).has('ConfigMap', namespace, name.text)
      ) {
        yield name.notFound(`the input has no ConfigMap ${keyOf(namespace, name.text)}`);
      }
    }
  },
});
