import { service } from '../../builders';
import type { RuleCases } from '../mistake';
import { at } from '../mistake';

export const portName: RuleCases = {
  rule: 'service/port-name',
  faulty: [
    at('Service/shop/web', 'spec.ports[0].name', 'two without names', [
      service('web', { ports: [{ port: 80 }, { port: 81 }] }),
    ]),
    at('Service/shop/web', 'spec.ports[1].name', 'one of two without', [
      service('web', { ports: [{ name: 'a', port: 80 }, { port: 81 }] }),
    ]),
    at('Service/shop/web', 'spec.ports[1].name', 'headless', [
      service('web', { clusterIP: 'None', ports: [{ name: 'a', port: 80 }, { port: 81 }] }),
    ]),
  ],
  right: [
    { title: 'one port without name', input: [service('web', { ports: [{ port: 80 }] })] },
    {
      title: 'two with names',
      input: [
        service('web', {
          ports: [
            { name: 'a', port: 80 },
            { name: 'b', port: 81 },
          ],
        }),
      ],
    },
    {
      title: 'names of digits',
      input: [
        service('web', {
          ports: [
            { name: '80', port: 80 },
            { name: '81', port: 81 },
          ],
        }),
      ],
    },
  ],
};
