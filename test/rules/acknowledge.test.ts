import { noteShared } from '../../src/rules/acknowledgement';
import { checkManifests } from '../../src/rules/check-manifests';
import { type CheckOptions } from '../../src/rules/check-options';

const RULE = 'service/type-ignored';

describe('acknowledgements', () => {
  it('take a finding back by annotation', () => {
    expect(rules([ignored(`${RULE}: people read it`)])).toEqual([]);
  });

  it('take a finding back by option, for one object or all', () => {
    const options = (object?: string): CheckOptions => ({
      acknowledge: [{ rule: RULE, reason: 'people read it', ...(object === undefined ? {} : { object }) }],
    });
    expect(rules([ignored()], options())).toEqual([]);
    expect(rules([ignored()], options('Service/default/web'))).toEqual([]);
    expect(rules([ignored()], options('Service/shop/web'))).toEqual([RULE, 'practice/stale-acknowledgement']);
  });

  it('are about the object that carries them, and no other', () => {
    const other = { ...ignored(), metadata: { name: 'other' } };
    expect(rules([ignored(`${RULE}: people read it`), other])).toEqual([RULE]);
  });

  it('may be several, one in a line', () => {
    const note = `${RULE}: people read it\n\n  service/address-format: copied from the router\n`;
    expect(rules([ignored(note, { externalIPs: ['203.000.113.007'] })])).toEqual([]);
  });

  it('are findings when there is nothing to acknowledge', () => {
    const stale = find([service({ ports: [{ port: 80 }] }, `${RULE}: people read it`)]);
    expect(stale).toMatchObject([
      { rule: 'practice/stale-acknowledgement', path: 'metadata.annotations[cdk8s-net.dev/acknowledge]' },
    ]);
  });

  it('count up to their last day, and are findings after it', () => {
    expect(rules([ignored(`${RULE} expires 9999-12-31: people read it`)])).toEqual([]);
    const after = [RULE, 'practice/expired-acknowledgement'];
    expect(rules([ignored(`${RULE} expires 2024-12-31: people read it`)])).toEqual(after);
    const option = (expires: string): CheckOptions => ({ acknowledge: [{ rule: RULE, reason: 'x', expires }] });
    expect(rules([ignored()], option(new Date().toISOString().slice(0, 10)))).toEqual([]);
    expect(rules([ignored()], option('2024-02-29'))).toEqual(after);
  });

  it.each(['2025-02-29', '2025-13-01', 'tomorrow', '31.12.2026'])(
    'expire on a day of the calendar only: %s',
    (expires) => {
      const acknowledge = [{ rule: RULE, reason: 'x', expires }];
      expect(() => find([ignored()], { acknowledge })).toThrow(
        expect.objectContaining({ option: 'acknowledge[0].expires' }) as Error,
      );
      expect(rules([ignored(`${RULE} expires ${expires}: x`)])).toEqual([RULE, 'practice/void-acknowledgement']);
    },
  );

  it('of a configuration are told where they stand, and only of inputs that they are about', () => {
    const position = { source: 'cdk8s-net.config.yaml', line: 3, column: 5 };
    const shared = (more: object): CheckOptions => {
      const entry = { rule: 'service/address-format', reason: 'x', ...more };
      noteShared(entry, position);
      return { acknowledge: [entry] };
    };
    expect(rules([ignored()], shared({ object: 'Service/shop/web' }))).toEqual([RULE]);
    expect(rules([ignored()], shared({}))).toEqual([RULE]);
    expect(rules([ignored()], shared({ expires: '2024-12-31' }))).toEqual([RULE]);
    const stale = find([ignored()], shared({ object: 'Service/default/web' })).at(-1);
    expect(stale).toMatchObject({ rule: 'practice/stale-acknowledgement', position });
    const expired = find([ignored()], shared({ rule: RULE, expires: '2024-12-31' })).at(-1);
    expect(expired).toMatchObject({ rule: 'practice/expired-acknowledgement', position });
  });

  it('say where in the option they are stale', () => {
    const stale = find([ignored()], { acknowledge: [{ rule: RULE, reason: 'x', object: 'Service/shop/web' }] }).at(-1);
    expect(stale).toMatchObject({
      path: 'acknowledge[0]',
      object: { kind: 'Service', namespace: 'shop', name: 'web' },
    });
  });

  it('cannot take back what the API server rejects an object for', () => {
    const note = 'service/port-range: we need no port';
    expect(rules([service({ ports: [{ port: 0, targetPort: 80 }] }, note)])).toEqual([
      'service/port-range',
      'practice/void-acknowledgement',
    ]);
    const acknowledge = [{ rule: 'service/port-range', reason: 'we need no port' }];
    expect(rules([service({ ports: [{ port: 0, targetPort: 80 }] })], { acknowledge })).toEqual([
      'service/port-range',
      'practice/void-acknowledgement',
    ]);
  });

  it.each(['no colon', `${RULE}:`, 'service/no-such-rule: x'])('are findings when they cannot be read: %s', (note) => {
    expect(rules([ignored(note)])).toEqual([RULE, 'practice/void-acknowledgement']);
  });
});

describe('severities', () => {
  it('replace those of the rules', () => {
    const [finding] = find([ignored()], { severities: { [RULE]: 'error' } });
    expect(finding).toMatchObject({ rule: RULE, severity: 'error' });
  });

  it('silence a rule, which does not make its acknowledgements stale', () => {
    expect(rules([ignored()], { severities: { [RULE]: 'off' } })).toEqual([]);
    expect(rules([ignored(`${RULE}: people read it`)], { severities: { [RULE]: 'off' } })).toEqual([]);
  });
});

/** A Service with a field that is ignored. */
function ignored(note?: string, more: object = {}) {
  return service({ externalName: 'db.example.com', ports: [{ port: 80 }], ...more }, note);
}

function service(spec: object, note?: string) {
  const annotations = note === undefined ? {} : { annotations: { 'cdk8s-net.dev/acknowledge': note } };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', ...annotations }, spec };
}

/** Findings across objects are no matter here. */
function find(manifests: readonly object[], options: CheckOptions = {}) {
  const list = manifests as Parameters<typeof checkManifests>[0];
  return checkManifests(list, options).filter(({ source }) => source !== 'links');
}

function rules(manifests: readonly object[], options?: CheckOptions): readonly string[] {
  return find(manifests, options).map(({ rule }) => rule);
}
