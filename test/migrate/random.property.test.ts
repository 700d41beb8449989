import fc from 'fast-check';
import { answerText } from '../../src/migrate/format-proof';
import { checkManifests } from '../../src/rules/check-manifests';
import { oneIngress } from './random-ingresses';
import { app, ingress, migrated } from './shop';

test('what is migrated is taken by the API server, and differs in nothing that is not explained', () => {
  fc.assert(
    fc.property(fc.uniqueArray(oneIngress, { minLength: 1, maxLength: 2, selector: ({ host }) => host }), (given) => {
      const texts = given.map((each, index) => ingress({ name: `i${index}`, ...each }));
      const { manifests, proof } = migrated([app('web'), app('next'), ...texts]);
      const refused = checkManifests(manifests).filter(
        ({ source, severity }) => source === 'apiserver' && severity === 'error',
      );
      expect(refused).toEqual([]);
      const unexplained = proof.differences.filter(({ state }) => state === 'unexplained');
      expect(
        unexplained.map(({ request, before, after }) => `${request}: ${answerText(before)}, then ${answerText(after)}`),
      ).toEqual([]);
    }),
    { numRuns: 12, seed: 5 },
  );
});
