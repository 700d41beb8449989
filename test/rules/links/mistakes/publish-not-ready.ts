import { deployment, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const publishNotReady: RuleCases = {
  rule: 'links/publish-not-ready',
  faulty: [
    at('Service/shop/web', 'spec.publishNotReadyAddresses', 'with a cluster IP', [
      web({ publishNotReadyAddresses: true }),
      deployment('web'),
    ]),
  ],
  right: [
    {
      title: 'a headless Service of peers',
      input: [web({ clusterIP: 'None', ports: [{ port: 8080 }], publishNotReadyAddresses: true }), deployment('web')],
    },
  ],
};
