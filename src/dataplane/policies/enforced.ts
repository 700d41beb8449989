import type { Decision } from '../flow';
import { describeDenial } from './describe-ruling';
import type { Enforcement } from './ruling';

/** On whom depends what the specification of NetworkPolicy leaves open. */
const PLUGIN = 'the network plugin';

/** What becomes of a connection when policies have had their say. A packet that is lost anyhow is lost either way. */
export function enforced(decision: Decision, enforcement: Enforcement | undefined): Decision {
  if (enforcement === undefined || enforcement.rulings.length === 0) return decision;
  const { verdict, rulings, open = '', on = PLUGIN } = enforcement;
  const { choices } = decision;
  switch (verdict) {
    case 'allowed':
      return { ...decision, rulings };
    case 'denied': {
      const reason = rulings.filter(({ by }) => by === undefined).map(describeDenial);
      const denied: Decision = { action: 'drop', brokenAt: 'policy', reason: reason.join('; '), rulings };
      return choices === undefined ? denied : { ...denied, choices };
    }
    case 'depends': {
      if (decision.action === 'drop') return decision;
      return { ...decision, rulings, depends: { on, why: open, otherwise: { outcome: 'timedOut' } } };
    }
  }
}
