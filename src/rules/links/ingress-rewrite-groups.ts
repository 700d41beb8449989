import { defineRule } from '../rule';
import { ingress } from './examples';
import { annotationsOf, pathsAt } from './facts/ingress-at';

const REWRITE = 'nginx.ingress.kubernetes.io/rewrite-target';
const TO_DOCS = 'backend: { service: { name: docs, port: { number: 80 } } }';
const docs = (path: string, target: string) =>
  ingress(
    `ingressClassName: nginx\nrules: [{ host: docs.example.org, http: { paths: [{ path: '${path}', pathType: ImplementationSpecific, ${TO_DOCS} }] } }]`,
    `name: docs\nannotations: { ${REWRITE}: ${target} }`,
  );

export const ingressRewriteGroups = defineRule({
  id: 'links/ingress-rewrite-groups',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Ingress'],
  field: 'metadata.annotations',
  summary: 'A rewrite target uses only groups that the paths have.',
  why: 'ingress-nginx puts the groups of the path, which is a regular expression then, into the target: $2 is what the second pair of parentheses takes. A group that is not there is empty, so that all requests get the same path.',
  fix: 'Write the path with groups, such as /docs(/|$)(.*) with pathType: ImplementationSpecific, or a target without them.',
  passing: [
    { title: 'Two groups', manifests: docs('/docs(/|$)(.*)', '/$2') },
    { title: 'All requests to one path', manifests: docs('/docs', '/') },
  ],
  failing: [
    {
      title: 'No second group',
      manifests: docs('/docs', '/$2'),
      path: `metadata.annotations[${REWRITE}]`,
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const target = annotationsOf(object)[REWRITE];
    if (typeof target !== 'string') return;
    const wanted = [...target.matchAll(/\$(\d)/g)].reduce((most, [, digit]) => Math.max(most, Number(digit)), 0);
    const lacking = pathsAt(object).find(({ path }) => groupsIn(path) < wanted);
    if (wanted === 0 || lacking === undefined) return;
    const groups = groupsIn(lacking.path);
    const has = groups === 0 ? 'no group' : groups === 1 ? 'one group' : `${groups} groups`;
    yield object
      .at('metadata', 'annotations')
      .key(REWRITE)
      .invalid(`uses $${wanted}, and the path ${lacking.path} has ${has}`);
  },
});

/** How many groups a regular expression captures: pairs of parentheses that are neither escaped nor marked otherwise. */
function groupsIn(path: string): number {
  const text = path.replaceAll('\\\\', '').replaceAll('\\(', '');
  return text.split('(').length - text.split('(?').length;
}
