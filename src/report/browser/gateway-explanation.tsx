import { backendText, describeListener, listenerTitle, ruleRows } from '../../explain/format-gateway';
import type { GatewayFacts, GatewayRouteFacts, GatewayWay } from '../../explain/gateway-explanation';
import { Facts, Table } from './table';

export function Way({ way }: { readonly way: GatewayWay }) {
  const { gateway, listener, hostname, rule, filters, backends, losers, why } = way;
  const facts = [
    ['Listener', [listener, hostname].filter((each) => each !== undefined).join(', host ')],
    ['Rule', rule ?? ''],
    ['Filters', filters.join(', ')],
    ['Asked for', way.passedOn ?? ''],
    ['Copies', way.mirrors.join(', ')],
  ];
  return (
    <>
      <h2>Gateway {gateway}</h2>
      <p>{why}</p>
      <Facts facts={facts.filter(([, value]) => value !== '')} />
      {backends.length > 0 && <Table head={['Backends']} rows={backends.map((each) => [backendText(each)])} />}
      {losers.length > 0 && (
        <Table head={['Route', 'Why it gives way']} rows={losers.map((loser) => [loser.route, loser.why])} />
      )}
    </>
  );
}

export function Gateway({ gateway: { conditions, listeners } }: { readonly gateway: GatewayFacts }) {
  return (
    <>
      <h2>Status</h2>
      <Table head={CONDITION} rows={conditionCells(conditions)} />
      {listeners.map((listener) => (
        <>
          <h2>Listener {listenerTitle(listener)}</h2>
          <Table head={CONDITION} rows={conditionCells(listener.conditions)} />
          {listener.routes.length > 0 && (
            <Table
              head={['Route', 'Served under', 'Condition']}
              rows={listener.routes.map(({ route, attached, hostnames, conditions: own }) => [
                route,
                attached ? hostnames.join(', ') : 'not served here',
                own.map(({ type, status, reason }) => `${type}=${status} ${reason}`).join(', '),
              ])}
            />
          )}
        </>
      ))}
    </>
  );
}

export function GatewayRoute({ route: { parents, rules } }: { readonly route: GatewayRouteFacts }) {
  return (
    <>
      {parents.map((each) => (
        <>
          <h2>
            {each.parent} ({each.path})
          </h2>
          <Table
            head={['Listener', 'Route']}
            rows={each.listeners.map((listener) => [listenerTitle(listener), describeListener(listener)])}
          />
          <Table head={CONDITION} rows={conditionCells(each.conditions)} />
        </>
      ))}
      {rules.map((each) => (
        <>
          <h2>Rule {each.rule}</h2>
          <Table head={['Takes, and leads to']} rows={ruleRows(each).map((row) => [row])} />
        </>
      ))}
    </>
  );
}

const CONDITION = ['Condition', 'Status', 'Reason', 'Message'];

function conditionCells(conditions: GatewayFacts['conditions']) {
  return conditions.map(({ type, status, reason, message }) => [type, status, reason, message]);
}
