import type { Vantage } from '../../terms/vantage';
import type { Decider } from '../dial';
import type { Decision, Flow } from '../flow';
import { isDenied } from '../flow';
import type { ResolverConfig } from './answer';

/** So many servers stand behind the address of a nameserver at most, each asked once. */
const MOST_SERVERS = 8;

/** A client's resolver, given what NetworkPolicies do with its questions: with one server that it reaches, it gets answers. */
export function asked(config: ResolverConfig, from: Vantage, decider: Decider): ResolverConfig {
  if (config.server === 'nobody') return config;
  const decisions = config.nameservers.flatMap((address) =>
    questions({ from, protocol: 'UDP', address, port: 53 }, decider),
  );
  const denied = decisions.find(isDenied);
  if (denied !== undefined && decisions.every(isDenied)) return { ...config, server: 'nobody', denied: denied.reason };
  const depends = decisions.find(({ depends }) => depends !== undefined)?.depends;
  const isCertain = decisions.some((decision) => !isDenied(decision) && decision.depends === undefined);
  return depends === undefined || isCertain ? config : { ...config, depends };
}

function questions(flow: Flow, decider: Decider): readonly Decision[] {
  const first = decider.connect(flow);
  const others = Math.min(first.choices ?? 1, MOST_SERVERS) - 1;
  return [first, ...Array.from({ length: others }, () => decider.connect(flow))];
}
