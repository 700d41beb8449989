import { ACKNOWLEDGE_ANNOTATION } from '../acknowledgement';
import { Cursor } from '../cursor';
import { service } from '../example';
import { defineRule } from '../rule';

export const staleAcknowledgement = defineRule({
  id: 'practice/stale-acknowledgement',
  source: 'practice',
  stage: 'review',
  severity: 'warning',
  kinds: ['*'],
  summary: 'Every acknowledgement is of a finding that is there.',
  why: 'The finding is gone, so that the acknowledgement would hide it if it came back.',
  fix: 'Take the acknowledgement out.',
  passing: [
    {
      title: 'The finding is there',
      manifests: service(
        'externalName: db.example.com\nports: [{ port: 80 }]',
        `name: web\nannotations: { ${ACKNOWLEDGE_ANNOTATION}: 'service/type-ignored: a label for people' }`,
      ),
    },
  ],
  failing: [
    {
      title: 'Nothing to acknowledge',
      manifests: service(
        'clusterIP: None',
        `name: web\nannotations: { ${ACKNOWLEDGE_ANNOTATION}: 'service/type-ignored: a label for people' }`,
      ),
      path: `metadata.annotations[${ACKNOWLEDGE_ANNOTATION}]`,
      kind: 'Ignored',
    },
  ],
  *check(_object, { acknowledgements }) {
    for (const { rule, path, outcome } of acknowledgements) {
      if (outcome === 'stale') yield new Cursor(rule, path).ignored(`nothing to acknowledge: no finding of ${rule}`);
    }
  },
});
