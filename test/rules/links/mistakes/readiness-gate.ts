import { deployment, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const readinessGate: RuleCases = {
  rule: 'links/readiness-gate',
  faulty: [
    at('Deployment/shop/web', 'spec.template.spec.readinessGates[0].conditionType', 'a condition of nobody', [
      web(),
      gated('example.org/warm'),
    ]),
  ],
  right: [
    { title: 'a condition that a cloud sets', input: [web(), gated('cloud.google.com/load-balancer-neg-ready')] },
  ],
};

function gated(conditionType: string) {
  return deployment('web', { pod: { readinessGates: [{ conditionType }] } });
}
