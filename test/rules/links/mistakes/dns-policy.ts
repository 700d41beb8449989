import type { JsonObject } from '../../../../src/terms/json';
import { deployment, object, service } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

const API = service('api', { ports: [{ port: 8080 }] });

export const dnsPolicy: RuleCases = {
  rule: 'links/dns-policy',
  faulty: [
    at('Deployment/shop/agent', 'spec.template.spec.dnsPolicy', 'a URL, in the network of the node', [
      API,
      agent({ hostNetwork: true }, env('API_URL', 'http://api:8080/v1')),
    ]),
    at('Deployment/shop/agent', 'spec.template.spec.dnsPolicy', 'a full name, with the resolver of the node', [
      API,
      agent({ dnsPolicy: 'Default' }, env('API', 'api.shop.svc.cluster.local')),
    ]),
    at('Deployment/shop/agent', 'spec.template.spec.dnsPolicy', 'a host and port on the command line', [
      API,
      agent({ hostNetwork: true }, { args: ['--upstream=api:8080'] }),
    ]),
    at('Deployment/shop/agent', 'spec.template.spec.dnsPolicy', 'a host, by what the variable is called', [
      API,
      agent({ dnsPolicy: 'Default' }, env('API_HOST', 'api')),
    ]),
    at('Deployment/shop/agent', 'spec.template.spec.dnsPolicy', 'a nameserver outside', [
      API,
      agent({ dnsPolicy: 'None', dnsConfig: { nameservers: ['8.8.8.8'] } }, env('API_URL', 'http://api:8080')),
    ]),
    at('Deployment/shop/agent', 'spec.template.spec.dnsPolicy', 'in a ConfigMap', [
      API,
      configMap({ API_URL: 'http://api:8080' }),
      agent({ hostNetwork: true }, { envFrom: [{ configMapRef: { name: 'agent' } }] }),
    ]),
  ],
  right: [
    {
      title: 'the cluster DNS in the network of the node',
      input: [
        API,
        agent({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }, env('API_URL', 'http://api:8080')),
      ],
    },
    { title: 'a name outside', input: [API, agent({ hostNetwork: true }, env('API_URL', 'https://api.example.com'))] },
    { title: 'a word that is not a host', input: [API, agent({ hostNetwork: true }, env('MODE', 'api'))] },
    {
      title: 'the name of a Service as a part of a path',
      input: [API, agent({ hostNetwork: true }, { args: ['/etc/api'] })],
    },
    {
      title: 'a name that the Pod knows by itself',
      input: [
        API,
        agent(
          { hostNetwork: true, hostAliases: [{ ip: '192.0.2.7', hostnames: ['api'] }] },
          env('API_URL', 'http://api:8080'),
        ),
      ],
    },
    {
      title: 'names that no proxy is asked for',
      input: [API, agent({ hostNetwork: true }, env('NO_PROXY', 'api.shop.svc,.svc,localhost'))],
    },
    {
      title: 'a nameserver that may be that of the cluster',
      input: [
        API,
        agent({ dnsPolicy: 'None', dnsConfig: { nameservers: ['10.43.0.10'] } }, env('API_URL', 'http://api:8080')),
      ],
    },
  ],
};

function agent(pod: JsonObject, container: JsonObject) {
  return deployment('agent', { pod, container });
}

function env(name: string, value: string): JsonObject {
  return { env: [{ name, value }] };
}

function configMap(data: JsonObject) {
  const { spec: _, ...rest } = object('v1', 'ConfigMap', 'agent', {});
  return { ...rest, data };
}
