/** Who a process is, and whom it sees on the other end of a connection. */
export interface Encounter {
  /** What `hostname` prints where the process runs. */
  readonly hostname: string;
  /** `address:port` of the client, as the process sees it. */
  readonly client: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Answers HTTP as `agnhost netexec` does, the image that Kubernetes' own network tests use. As there, a path that it
 * does not know gets the time of day and 200.
 */
export function answerHttp(
  target: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  { hostname, client }: Encounter,
): HttpAnswer {
  const { pathname, searchParams } = new URL(target.startsWith('/') ? `http://netexec${target}` : 'http://netexec/');
  switch (pathname) {
    case '/hostname':
      return { status: 200, body: hostname };
    case '/clientip':
      return { status: 200, body: client };
    case '/echo':
      return { status: statusOr200(searchParams.get('code')), body: searchParams.get('msg') ?? '' };
    case '/header':
      return { status: 200, body: String(headers[(searchParams.get('key') ?? '').toLowerCase()] ?? '') };
    case '/healthz':
      return { status: 200, body: '' };
    case '/redirect': {
      const location = searchParams.get('location');
      if (location === null) return { status: 400, body: '/redirect needs the parameter location' };
      return {
        status: statusOr200(searchParams.get('code'), 302),
        body: '',
        headers: { location: headerValue(location) },
      };
    }
    default:
      return { status: 200, body: `NOW: ${new Date().toISOString()}` };
  }
}

/** A header as Go writes it: line breaks become spaces, and what is not ASCII is escaped, as in a URL. */
function headerValue(text: string): string {
  return text
    .replaceAll(/[\r\n]/g, ' ')
    .trim()
    .replaceAll(NOT_IN_HEADERS, (found) => encodeURIComponent(found));
}

const NOT_IN_HEADERS = /[^\x20-\x7e]/gu;

function statusOr200(code: string | null, otherwise = 200): number {
  return code !== null && /^[2-5]\d\d$/.test(code) ? Number(code) : otherwise;
}

/** Answers a datagram as `agnhost netexec` does; undefined: it does not answer. */
export function answerDatagram(message: string, { hostname, client }: Encounter): string | undefined {
  const [command = ''] = message.split(/\s/, 1);
  const argument = message.slice(command.length).replace(/^ /, '').replace(/\n$/, '');
  switch (command.toLowerCase()) {
    case 'hostname':
      return hostname;
    case 'clientip':
      return client;
    case 'echo':
      return argument;
    case undefined:
    default:
      return undefined;
  }
}
