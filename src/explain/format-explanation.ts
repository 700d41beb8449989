import pc from 'picocolors';
import { hostPort } from '../terms/host-port';
import type { Style } from '../terms/layout';
import { wrappedRow } from '../terms/layout';
import { groupBy } from '../terms/maps';
import { formatter } from '../terms/printable';
import { labelText, listed } from '../terms/sentence';
import { describeDestination } from './connections';
import type {
  CandidateFacts,
  ClientFacts,
  EndpointFacts,
  Explanation,
  PortFacts,
  RouteFacts,
  ServiceFacts,
} from './explanation';
import { conditionRows, listenerRows, listenerTitle, parentRows, ruleRows, wayRows } from './format-gateway';
import type { GatewayFacts, GatewayRouteFacts } from './gateway-explanation';

type Colors = ReturnType<typeof pc.createColors>;

/** So many rows of one sort are shown. */
const MAX_ROWS = 20;

/** An explanation for people. With rules asked for, the rules alone, as the node's tools print them. */
export const formatExplanation = formatter((explanation: Explanation, options: Style) => {
  const { rules } = explanation;
  if (rules !== undefined) return rules.listings.map(({ lines }) => lines.join('\n')).join('\n');
  const colors = pc.createColors(options.colors);
  const { summary, records, services, route, ways = [], gateway, gatewayRoute, clients, notes } = explanation;
  return [
    [colors.bold(summary)],
    ...(route === undefined ? [] : [routeSection(route, colors)]),
    ...ways.map((way) => section(`Gateway ${way.gateway}`, wayRows(way, colors), colors)),
    ...(gateway === undefined ? [] : gatewaySections(gateway, colors)),
    ...(gatewayRoute === undefined ? [] : gatewayRouteSections(gatewayRoute, colors)),
    section('DNS', table(records.map(({ name, type, data }) => [name, type, data])), colors),
    ...services.flatMap((service) => serviceSections(service, services.length > 1, colors)),
    section('Clients', clientRows(clients, colors), colors, Infinity),
    notes.map((note) => `${colors.dim('note')} ${note}`),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => wrappedRow(line, options)).join('\n'))
    .join('\n\n');
});

function section(title: string, rows: readonly string[], colors: Colors, max = MAX_ROWS): readonly string[] {
  if (rows.length === 0) return [];
  const more = rows.length > max ? [colors.dim(`  and ${rows.length - max} more`)] : [];
  return [colors.bold(title), ...rows.slice(0, max).map((row) => `  ${row}`), ...more];
}

function gatewayRouteSections({ parents, rules }: GatewayRouteFacts, colors: Colors): readonly (readonly string[])[] {
  return [
    ...parents.map((each) => section(`${each.parent} (${each.path})`, parentRows(each, colors), colors)),
    ...rules.map((each) => section(`Rule ${each.rule}`, ruleRows(each), colors)),
  ];
}

function gatewaySections(gateway: GatewayFacts, colors: Colors): readonly (readonly string[])[] {
  return [
    section('Status', conditionRows(gateway), colors),
    ...gateway.listeners.map((listener) =>
      section(`Listener ${listenerTitle(listener)}`, listenerRows(listener, colors), colors),
    ),
  ];
}

function routeSection({ winner, controller, losers, why }: RouteFacts, colors: Colors): readonly string[] {
  const won =
    winner === undefined
      ? [`${markOf(controller, colors)} ${why}`]
      : [`${colors.green('✓')} ${winner.route}`, `  ${winner.field} leads to ${winner.backend}`];
  const lost = losers.map((loser) => `${colors.dim('·')} ${loser.route}: ${loser.lacks}`);
  return section('Route', [...won, ...lost, ...controllerRows(controller, why)], colors);
}

/** A redirect is an answer as well; of what is left to the controller nothing is known. */
function markOf({ action, status = 404 }: RouteFacts['controller'], colors: Colors): string {
  if (action === 'left') return colors.dim('?');
  return status < 400 ? colors.green('✓') : colors.red('✗');
}

/** @param why what is said of the request already */
function controllerRows(
  { name, reason, status, location, passedOn }: RouteFacts['controller'],
  why: string,
): readonly string[] {
  const to = location === undefined ? '' : `, Location ${location}`;
  return [
    reason === why ? `controller ${name}` : `controller (${name}): ${reason}`,
    ...(status === undefined ? [] : [`  it answers ${status}${to}`]),
    ...(passedOn === undefined ? [] : [`  the backend is asked for ${passedOn}`]),
  ];
}

function serviceSections(service: ServiceFacts, named: boolean, colors: Colors): readonly (readonly string[])[] {
  const suffix = named ? ` of Service ${service.service}` : '';
  const { ports, variables } = service;
  return [
    section(`Service ${service.service}`, table(aspectRows(service)), colors),
    section(`Variables${suffix}`, variableRows(variables), colors),
    ...ports.flatMap((port) => [
      section(`Endpoints${suffix} ${portTitle(port)}`, endpointRows(port, colors), colors),
      section(`Candidates${suffix} ${portTitle(port)}`, candidateRows(port), colors),
    ]),
  ];
}

function aspectRows(service: ServiceFacts): readonly (readonly string[])[] {
  const { type, names, selector, clusterIPs, externalIPs, loadBalancerIPs, externalName, policies, notProxied } =
    service;
  const rows: readonly (readonly [string, string])[] = [
    ['type', type],
    ['called', names.join(', ')],
    ['selector', selector === undefined ? '' : labelText(selector)],
    ['cluster IP', clusterIPs.join(', ')],
    ['external IPs', externalIPs.join(', ')],
    ['load balancer', loadBalancerIPs.join(', ')],
    ['alias of', externalName ?? ''],
    ...Object.entries(policies).map(([name, value]) => [name, String(value)] as const),
    ['no rules', notProxied ?? ''],
  ];
  return rows.filter(([, value]) => value !== '');
}

function variableRows(variables: ServiceFacts['variables']): readonly string[] {
  return Object.entries(variables).map(([name, value]) => `${name}=${value}`);
}

function portTitle({ name, protocol, port, targetPort, nodePort }: PortFacts): string {
  const outer = nodePort === undefined ? '' : `, node port ${nodePort}`;
  return `${name === '' ? '' : `${name} `}${port}/${protocol} -> ${targetPort}${outer}`;
}

function endpointRows({ endpoints, whyNone }: PortFacts, colors: Colors): readonly string[] {
  const none = whyNone === undefined ? [] : [colors.red(whyNone)];
  const rows = endpoints.map((endpoint) => [
    endpoint.port === undefined ? endpoint.address : hostPort(endpoint.address, endpoint.port),
    endpoint.pod ?? '',
    endpoint.node ?? '',
    endpoint.zone ?? '',
    stateOf(endpoint),
  ]);
  return [...none, ...table(rows)];
}

function stateOf({ ready, serving, terminating, why }: EndpointFacts): string {
  if (ready) return terminating ? 'ready, terminating' : 'ready';
  const state = serving && terminating ? 'terminating, still serving' : 'not ready';
  return why === undefined || terminating ? state : `${state}: ${why}`;
}

function candidateRows({ candidates = [] }: PortFacts): readonly string[] {
  const all = candidates.reduce((most, { nodes }) => Math.max(most, nodes.length), 0);
  const rows = candidates.flatMap(({ nodes, family, internal, external }: CandidateFacts) => {
    const ofFamily = candidates.filter((each) => each.family === family);
    const where = ofFamily.length === 1 && all > 1 ? 'every node' : listed(nodes);
    const same = external !== undefined && JSON.stringify(internal) === JSON.stringify(external);
    const row = (entry: string, { endpoints, why }: CandidateFacts['internal']) => [
      ...(family === undefined ? [] : [family]),
      where,
      entry,
      listed(endpoints) || 'none',
      why,
    ];
    if (same) return [row('every address', internal)];
    return [row('cluster IP', internal), ...(external === undefined ? [] : [row('from outside', external)])];
  });
  return table(rows);
}

/** What clients connect to, and below it one sentence for each of them. */
function clientRows(clients: readonly ClientFacts[], colors: Colors): readonly string[] {
  const destinations = groupBy(clients, ({ to, entry }) => `${describeDestination(to)} (${entry})`);
  const width = clients.reduce((most, { client }) => Math.max(most, client.length), 0);
  return [...destinations].flatMap(([title, group]) => [
    `-> ${title}`,
    ...group.map((facts) => `  ${clientMark(facts, colors)} ${facts.client.padEnd(width)}  ${outcomeOf(facts)}`),
  ]);
}

function clientMark({ outcome, status = 200, depends }: ClientFacts, colors: Colors): string {
  if (depends !== undefined) return colors.cyan('≈');
  if (outcome === 'left') return colors.dim('?');
  return outcome === 'served' && status < 400 ? colors.green('✓') : colors.red('✗');
}

function outcomeOf({ outcome, why, status, depends }: ClientFacts): string {
  const said = outcome === 'left' ? 'not known' : outcome;
  const result = `${status === undefined ? said : `HTTP ${status}`}: ${why}`;
  return depends === undefined ? result : `${depends}; otherwise ${result}`;
}

/** Columns as wide as their widest cell. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
