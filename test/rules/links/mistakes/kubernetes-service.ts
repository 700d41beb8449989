import { http, service } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const kubernetesService: RuleCases = {
  rule: 'links/kubernetes-service',
  faulty: [
    at('Service/default/kubernetes', 'metadata.name', 'with a selector', [
      service('default/kubernetes', { selector: { app: 'web' }, ports: http }),
    ]),
    at('Service/default/kubernetes', 'metadata.name', 'with another port', [
      service('default/kubernetes', { ports: [{ port: 6443 }] }),
    ]),
    at('Service/default/kubernetes', 'metadata.name', 'as a name outside', [
      service('default/kubernetes', { type: 'ExternalName', externalName: 'api.example.com' }),
    ]),
  ],
  right: [
    {
      title: 'in another namespace',
      input: [service('kubernetes', { selector: { app: 'web' }, ports: http })],
      uncertain: true,
    },
    {
      title: 'as the API server makes it',
      input: [service('default/kubernetes', { ports: [{ name: 'https', port: 443 }] })],
    },
    { title: 'another name', input: [service('default/kubernetes-dashboard', { ports: http })] },
  ],
};
