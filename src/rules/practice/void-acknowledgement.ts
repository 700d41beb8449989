import { type AppliedAcknowledgement, ACKNOWLEDGE_ANNOTATION } from '../acknowledgement';
import type { Finding } from '../cursor';
import { Cursor } from '../cursor';
import { service } from '../example';
import { defineRule } from '../rule';

export const voidAcknowledgement = defineRule({
  id: 'practice/void-acknowledgement',
  source: 'practice',
  stage: 'review',
  severity: 'error',
  kinds: ['*'],
  summary: 'An acknowledgement names a rule and gives a reason, and is not about what the API server rejects.',
  why: 'It has no effect: the API server rejects the object whatever it says, or it cannot be understood.',
  fix: `Write lines of the form "rule-id: reason" into the annotation ${ACKNOWLEDGE_ANNOTATION}.`,
  passing: [
    {
      title: 'A rule and a reason',
      manifests: service(
        'externalName: db.example.com\nports: [{ port: 80 }]',
        `name: web\nannotations: { ${ACKNOWLEDGE_ANNOTATION}: 'service/type-ignored: a label for people' }`,
      ),
    },
  ],
  failing: [
    {
      title: 'The API server does not read it',
      manifests: service(
        'ports: [{ port: 0 }]',
        `name: web\nannotations: { ${ACKNOWLEDGE_ANNOTATION}: 'service/port-range: we need no port' }`,
      ),
      path: `metadata.annotations[${ACKNOWLEDGE_ANNOTATION}]`,
      kind: 'Forbidden',
    },
    {
      title: 'No reason',
      manifests: service(
        'clusterIP: None',
        `name: web\nannotations: { ${ACKNOWLEDGE_ANNOTATION}: service/type-ignored }`,
      ),
      path: `metadata.annotations[${ACKNOWLEDGE_ANNOTATION}]`,
      kind: 'Invalid',
    },
  ],
  *check(_object, { acknowledgements }) {
    for (const acknowledgement of acknowledgements) yield* checkAcknowledgement(acknowledgement);
  },
});

function* checkAcknowledgement({ rule, path, outcome }: AppliedAcknowledgement): Iterable<Finding> {
  const place = new Cursor(rule, path);
  if (outcome === 'refused') {
    const fix = 'Correct what the finding says, and take the acknowledgement out.';
    yield place.forbidden(`the API server rejects the object because of ${rule}, which cannot be acknowledged`, {
      fix,
    });
  } else if (outcome === 'malformed') {
    yield place.invalid('must be of the form "rule-id: reason" or "rule-id expires YYYY-MM-DD: reason"');
  } else if (outcome === 'unknown') {
    yield place.invalid('there is no such rule');
  }
}
