import type { ComponentChildren } from 'preact';
import type { ClientFacts, Explanation, PortFacts, RouteFacts, ServiceFacts } from '../../explain/explanation';
import type { Mark } from '../../probes/marks';
import { Gateway, GatewayRoute, Way } from './gateway-explanation';
import { Sign } from './marks';
import { Rules, Walk } from './probe-details';
import { Said } from './said';
import { Facts, Table } from './table';

/** How something is served, from its names to its clients. */
export function ExplanationView({ explanation }: { readonly explanation: Explanation }) {
  const { summary, services, records, route, ways = [], gateway, gatewayRoute, clients, rules } = explanation;
  return (
    <div class="explanation">
      {route !== undefined && <Route route={route} summary={summary} />}
      {ways.map((way) => (
        <Way key={way.gateway} way={way} />
      ))}
      {gateway !== undefined && <Gateway gateway={gateway} />}
      {gatewayRoute !== undefined && <GatewayRoute route={gatewayRoute} />}
      {services.map((service) => (
        <Service key={service.service} service={service} />
      ))}
      {clients.length > 0 && (
        <>
          <h2>Clients</h2>
          {clients.map((client, index) => (
            <Client key={index} client={client} />
          ))}
        </>
      )}
      {records.length > 0 && (
        <>
          <h2>DNS records</h2>
          <Table
            head={['Name', 'Type', 'Data']}
            rows={records.map(({ name, type, data }) => [<code>{name}</code>, type, <code>{data}</code>])}
          />
        </>
      )}
      {rules !== undefined && (
        <Rules rules={{ title: `${rules.mode} on node ${rules.node}`, listings: rules.listings }} />
      )}
    </div>
  );
}

interface RouteProps {
  readonly route: RouteFacts;
  /** What the head of the page says already. */
  readonly summary: string;
}

function Route({ route: { host, path, winner, why, losers, controller }, summary }: RouteProps) {
  const { name, reason, status, location, passedOn } = controller;
  const said = [
    ['Controller', reason === why ? name : `${name}: ${reason}`],
    ['Status', status === undefined ? '' : `${status}`],
    ['Location', location ?? ''],
    ['Asked for', passedOn ?? ''],
  ];
  return (
    <>
      <h2>Route</h2>
      <p>
        <code>
          {host}
          {path}
        </code>
        {why === summary ? '' : `: ${why}`}
      </p>
      {winner !== undefined && (
        <p>
          {winner.route} (<code>{winner.field}</code>) → {winner.backend}
        </p>
      )}
      <Facts facts={said.filter(([, value]) => value !== '')} />
      {losers.length > 0 && (
        <Table head={['Route', 'What it lacks']} rows={losers.map(({ route, lacks }) => [route, lacks])} />
      )}
    </>
  );
}

function Service({ service }: { readonly service: ServiceFacts }) {
  const {
    service: key,
    type,
    names,
    clusterIPs,
    externalIPs,
    loadBalancerIPs,
    externalName,
    variables,
    policies,
  } = service;
  const addresses = [...clusterIPs, ...externalIPs, ...loadBalancerIPs];
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    ['Type', type],
    ['Names', names.join(', ')],
    ['Addresses', addresses.join(', ')],
    ['Alias of', externalName ?? ''],
    ...Object.entries(policies).map(([name, value]) => [name, String(value)] as const),
  ];
  return (
    <>
      <h2>Service {key}</h2>
      <Facts facts={facts.filter(([, value]) => value !== '')} />
      {service.ports.map((port) => (
        <Port key={`${port.port}/${port.protocol}`} port={port} />
      ))}
      {Object.keys(variables).length > 0 && (
        <details>
          <summary>Variables of containers</summary>
          <pre tabIndex={0}>
            {Object.entries(variables)
              .map(([name, value]) => `${name}=${value}`)
              .join('\n')}
          </pre>
        </details>
      )}
    </>
  );
}

function Port({ port }: { readonly port: PortFacts }) {
  const { name, protocol, port: number, targetPort, nodePort, endpoints, whyNone, candidates = [] } = port;
  const at = nodePort === undefined ? '' : `, node port ${nodePort}`;
  return (
    <>
      <h3>
        {name} {number}/{protocol} → {targetPort}
        {at}
      </h3>
      {whyNone !== undefined && <p class="problem">{whyNone}</p>}
      {endpoints.length > 0 && (
        <Table
          head={['Endpoint', 'Pod', 'Node', 'Ready']}
          rows={endpoints.map(({ address, port: target, pod = '', node = '', ready, why = '' }) => [
            <code>{target === undefined ? address : `${address}:${target}`}</code>,
            pod,
            node,
            ready ? 'yes' : `no: ${why}`,
          ])}
        />
      )}
      {candidates.length > 0 && (
        <Table
          head={['Nodes', 'From', 'Candidates', 'Why']}
          rows={candidates.flatMap(({ nodes, internal, external }) => [
            [nodes.join(', '), 'inside', internal.endpoints.join(', '), internal.why],
            ...(external === undefined
              ? []
              : [[nodes.join(', '), 'outside', external.endpoints.join(', '), external.why]]),
          ])}
        />
      )}
    </>
  );
}

function Client({ client: facts }: { readonly client: ClientFacts }) {
  const { client, to, entry, outcome, status, why, depends, links } = facts;
  const mark = markOf(facts);
  const said = outcome === 'left' ? 'not known' : status === undefined ? outcome : `HTTP ${status}`;
  return (
    <details class={`client mark-${mark}`}>
      <summary>
        <Sign mark={mark} /> <strong>{said}</strong> {client} → {to.host}:{to.port} <span class="from">({entry})</span>
        <span class="why">
          <Said text={depends === undefined ? why : `${depends}; otherwise ${said}: ${why}`} />
        </span>
      </summary>
      <Walk links={links} />
    </details>
  );
}

function markOf({ outcome, status = 200, depends }: ClientFacts): Mark {
  if (depends !== undefined) return 'depends';
  if (outcome === 'left') return 'notRun';
  return outcome === 'served' && status < 400 ? 'passed' : 'failed';
}
