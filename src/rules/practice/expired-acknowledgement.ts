import { ACKNOWLEDGE_ANNOTATION } from '../acknowledgement';
import { Cursor } from '../cursor';
import { service } from '../example';
import { defineRule } from '../rule';

const acknowledged = (line: string) =>
  service(
    'externalName: db.example.com\nports: [{ port: 80 }]',
    `name: web\nannotations: { ${ACKNOWLEDGE_ANNOTATION}: '${line}' }`,
  );

export const expiredAcknowledgement = defineRule({
  id: 'practice/expired-acknowledgement',
  source: 'practice',
  stage: 'review',
  severity: 'warning',
  kinds: ['*'],
  summary: 'No acknowledgement is older than it was meant to become.',
  why: 'Its last day is over, so that it accepts nothing any more.',
  fix: 'Mend what it accepted and take it out, or give it another day and say why.',
  passing: [
    {
      title: 'It still counts',
      manifests: acknowledged('service/type-ignored expires 9999-12-31: a label for people'),
    },
  ],
  failing: [
    {
      title: 'Its last day is over',
      manifests: acknowledged('service/type-ignored expires 2024-12-31: a label for people'),
      path: `metadata.annotations[${ACKNOWLEDGE_ANNOTATION}]`,
      kind: 'Ignored',
    },
  ],
  *check(_object, { acknowledgements }) {
    for (const { rule, path, outcome, expires } of acknowledgements) {
      if (outcome !== 'expired' || expires === undefined) continue;
      yield new Cursor(rule, path).ignored(`the acknowledgement of ${rule} expired on ${expires}`);
    }
  },
});
