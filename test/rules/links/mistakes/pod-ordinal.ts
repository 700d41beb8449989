import type { JsonObject } from '../../../../src/terms/json';
import { http, object, service, workload } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

const PEERS = service('db', { clusterIP: 'None', selector: { app: 'db' }, ports: [{ port: 8080 }] });

export const podOrdinal: RuleCases = {
  rule: 'links/pod-ordinal',
  faulty: [
    at('Service/shop/db-3', 'spec.selector', 'the fourth of three', [PEERS, set({ replicas: 3 }), forPod('db-3')]),
    at('Service/shop/db-1', 'spec.selector', 'the second, where the default is one', [PEERS, set({}), forPod('db-1')]),
    at('Service/shop/db-0', 'spec.selector', 'the first, where numbers begin at five', [
      PEERS,
      set({ replicas: 3, ordinals: { start: 5 } }),
      forPod('db-0'),
    ]),
  ],
  right: [
    { title: 'the third of three', input: [PEERS, set({ replicas: 3 }), forPod('db-2')] },
    {
      title: 'numbers that begin at five',
      input: [PEERS, set({ replicas: 3, ordinals: { start: 5 } }), forPod('db-7')],
    },
    {
      title: 'a StatefulSet that is scaled when it runs',
      input: [
        PEERS,
        set({ replicas: 1 }),
        forPod('db-2'),
        object('autoscaling/v2', 'HorizontalPodAutoscaler', 'db', {
          scaleTargetRef: { kind: 'StatefulSet', name: 'db' },
        }),
      ],
    },
  ],
};

function set(spec: JsonObject) {
  return workload('StatefulSet', 'db', { spec: { serviceName: 'db', ...spec } });
}

function forPod(name: string) {
  return service(name, { selector: { 'statefulset.kubernetes.io/pod-name': name }, ports: http });
}
