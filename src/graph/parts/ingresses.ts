import { classOf } from '../../model/ingress-class';
import { routesOf } from '../../model/route-table';
import type { IngressRoute } from '../../model/route-table';
import { keyOf } from '../../terms/object-ref';
import { absentService } from './absent-service';
import type { MapPart } from './part';
import { serviceId } from './services';

/** Ingresses, and the Services that their rules lead to. */
export const ingresses: MapPart = ({ model }, draft) => {
  for (const [key, ingress] of model.ingresses) {
    const className = classOf(model, ingress);
    draft.add({
      id: ingressId(key),
      tier: 'entry',
      kind: 'Ingress',
      namespace: ingress.metadata.namespace ?? model.defaultNamespace,
      name: ingress.metadata.name ?? '',
      facts: className === undefined ? ['no class'] : [`class ${className}`],
    });
  }
  for (const route of routesOf(model)) {
    const { ingress, namespace, backend } = route;
    const name = backend.service?.name;
    if (name === undefined) continue;
    const service = keyOf(namespace, name);
    if (!model.services.has(service)) draft.add(absentService(service));
    draft.connect(ingressId(ingress), serviceId(service), 'routes', [whatItTakes(route)]);
  }
};

function ingressId(key: string): string {
  return `Ingress/${key}`;
}

/** `shop.example.com/cart`; `*` is everything else. */
function whatItTakes({ host = '*', path }: IngressRoute): string {
  return path === undefined ? '*' : `${host}${path.path === '/' ? '' : path.path}`;
}
