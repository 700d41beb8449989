import type { ResolverConfig } from '../../../src/dataplane/dns/answer';
import { asked } from '../../../src/dataplane/dns/asked';
import type { Decision } from '../../../src/dataplane/flow';

const CONFIG: ResolverConfig = { server: 'cluster', nameservers: ['10.96.0.10'], search: [], ndots: 5 };
const FROM = { pod: 'shop/web' };

const listener = { type: 'pod', pod: 'kube-system/coredns', container: 'coredns', answers: 'netexec' } as const;
const reached: Decision = {
  action: 'deliver',
  source: '10.244.1.2',
  address: '10.244.2.2',
  port: 53,
  listener,
  reason: '',
};
const denied: Decision = { action: 'drop', brokenAt: 'policy', reason: 'NetworkPolicy shop/closed isolates it' };
const lost: Decision = { action: 'drop', brokenAt: 'endpoints', reason: 'no endpoint' };
const depends = { on: 'the network plugin', why: 'what it sees', otherwise: { outcome: 'timedOut' } } as const;

/** What becomes of the questions, one after the other. */
function after(...decisions: readonly Decision[]) {
  let next = 0;
  const connect = () => {
    const decision = decisions[next++ % decisions.length] as Decision;
    return { ...decision, choices: decisions.length };
  };
  return asked(CONFIG, FROM, { connect });
}

describe('a resolver whose questions NetworkPolicies judge', () => {
  test('gets no answers where every server is closed to it, and knows why', () => {
    expect(after(denied)).toEqual({ ...CONFIG, server: 'nobody', denied: denied.reason });
    expect(after(denied, denied)).toMatchObject({ server: 'nobody' });
  });

  test('gets answers where one of the servers behind the address is open', () => {
    expect(after(denied, reached)).toEqual(CONFIG);
    expect(after(reached, denied)).toEqual(CONFIG);
  });

  test('is not silenced by policies where something else stands in the way', () => {
    expect(after(lost)).toEqual(CONFIG);
  });

  test('depends on whom the connection depends on, unless one server is certain to be reached', () => {
    expect(after({ ...reached, depends })).toEqual({ ...CONFIG, depends });
    expect(after({ ...reached, depends }, denied)).toEqual({ ...CONFIG, depends });
    expect(after({ ...reached, depends }, reached)).toEqual(CONFIG);
  });
});
