import fc from 'fast-check';
import { PathTable } from '../../src/model/path-table';
import type { IngressRoute } from '../../src/model/route-table';
import { pathMatches } from '../../src/terms/ingress-path';

const path = fc
  .array(fc.constantFrom('', 'a', 'b', 'ab'), { maxLength: 4 })
  .map((elements) => `/${elements.join('/')}`);
const pathType = fc.constantFrom('Exact', 'Prefix', 'ImplementationSpecific');
const route = fc.record({ path: fc.record({ path: fc.oneof(fc.constant(''), path), pathType }) });

test('A path table leaves out no rule that takes a request, and keeps equal paths in their order', () => {
  fc.assert(
    fc.property(fc.array(route, { maxLength: 12 }), path, (given, requested) => {
      const routes = given as unknown as readonly IngressRoute[];
      const near = new PathTable(routes).near(requested);
      for (const one of routes) {
        if (pathMatches(one.path?.pathType ?? 'Prefix', one.path?.path ?? '', requested)) expect(near).toContain(one);
      }
      for (const one of near) {
        const same = (list: readonly IngressRoute[]) => list.filter(({ path }) => path?.path === one.path?.path);
        expect(same(near)).toEqual(same(routes));
      }
    }),
  );
});
