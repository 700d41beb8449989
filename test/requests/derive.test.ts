import { NetworkModel } from '../../src/model/network-model';
import { parseManifests } from '../../src/model/parse-manifests';
import { deriveRequests } from '../../src/requests/derive';
import { pathBorders } from '../../src/requests/path-borders';
import { ingress } from '../migrate/shop';

it.each(['/', '/a', '/a/', '/(.*)', '/a(/|$)(.*)', '/[a-z]+', '/?'])('what is asked around %s is a path', (path) => {
  for (const asked of pathBorders(path)) expect(asked).toMatch(/^\//);
});

it('a canary by cookie is asked for with another cookie, too', () => {
  const model = NetworkModel.of(
    parseManifests(ingress() + ingress({ name: 'canary', annotations: { canary: 'true', 'canary-by-cookie': 'try' } })),
  );
  const cookies = deriveRequests(model).flatMap(({ request: { headers = {} } }) => headers.cookie ?? []);
  expect(cookies).toEqual(expect.arrayContaining(['try=always', 'try=never', 'other=of-nobody; try=always']));
});
