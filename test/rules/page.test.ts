import { renderIndex, renderPage } from '../../src/rules/page';
import { defineRule } from '../../src/rules/rule';

const RULE = defineRule({
  id: 'test/some-rule',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Service', 'Ingress'],
  field: 'spec.ports',
  versions: { since: '1.35', until: '1.36' },
  summary: 'No *.example.com | anywhere.',
  why: 'It does not work.',
  fix: 'leave it out',
  passing: [{ title: 'Nothing', manifests: 'a: 1\n', options: { namespace: 'shop' } }],
  failing: [{ title: 'Something', manifests: 'a: 2\n', path: '', kind: 'Invalid' }],
  check: () => [],
});

describe('the page of a rule', () => {
  const page = renderPage(RULE);

  it('says all that there is to know', () => {
    for (const text of ['# test/some-rule', 'Severity: warning', 'Judges: Service, Ingress', 'Field: `spec.ports`']) {
      expect(page).toContain(text);
    }
    expect(page).toContain('Kubernetes: 1.35 to 1.36');
    expect(page).toContain('With `namespace: "shop"`.');
    expect(page).toContain('Invalid, for the object as a whole:');
    expect(page).toContain('```yaml\na: 2\n```');
  });

  it('does not let text become markup', () => {
    expect(page).toContain('No \\*.example.com | anywhere.');
    expect(renderIndex([RULE])).toContain('No \\*.example.com \\| anywhere.');
  });

  it('offers to acknowledge only what can be', () => {
    expect(page).toContain("cdk8s-net.dev/acknowledge: 'test/some-rule: <reason>'");
    expect(renderPage({ ...RULE, source: 'apiserver', severity: 'error' })).toContain('can neither be acknowledged');
    expect(renderPage({ ...RULE, stage: 'review' })).toContain("severities: { 'test/some-rule': 'off' }");
  });

  it('is listed by group', () => {
    expect(renderIndex([RULE])).toContain('## test\n');
    expect(renderIndex([RULE])).toContain('[test/some-rule](test/some-rule.md) | warning |');
  });
});
