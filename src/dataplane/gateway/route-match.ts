import type { GrpcMethodMatch, RouteMatch, ValueMatch } from '../../model/gateway/objects';
import type { Pattern } from '../../runtime/re2-pattern';
import { re2Pattern } from '../../runtime/re2-pattern';
import { isElementPrefix, withoutTrailingSlash } from '../../terms/ingress-path';
import { headerText } from './headers';
import type { GatewayRequest, Target } from './request';
import { queryValue } from './request';

/** How the path of a match is compared. */
export type PathKind = 'Exact' | 'RegularExpression' | 'PathPrefix';

/** A match of a route, ready to be compared with requests. */
export interface CompiledMatch {
  /** In words: `GET PathPrefix /api, header x-env: blue`. */
  readonly text: string;
  readonly pathKind: PathKind;
  /** The prefix, for what replaces it. Absent for other kinds of paths. */
  readonly prefix?: string;
  /** Characters of the path that decide between paths of one kind; of a gRPC method, of the service. */
  readonly pathLength: number;
  /** Characters of a gRPC method that count after those of the service. */
  readonly methodLength: number;
  readonly hasMethod: boolean;
  readonly headers: number;
  readonly queryParams: number;
  matches(request: GatewayRequest, target: Target): boolean;
}

/** What a rule without matches has. */
export const EVERY_PATH: RouteMatch = { path: { type: 'PathPrefix', value: '/' } };

/** A match, or the expression in it that RE2 refuses. */
export function compileMatch(match: RouteMatch): CompiledMatch | { readonly refused: string } {
  const path = typeof match.method === 'object' ? grpcPath(match.method) : httpPath(match.path ?? {});
  const method = typeof match.method === 'string' ? match.method : undefined;
  const headers = valuesOf(match.headers, (name) => name.toLowerCase());
  const queryParams = valuesOf(match.queryParams, (name) => name);
  const refused = [path, ...headers, ...queryParams].find(({ takes }) => takes === undefined);
  if (refused !== undefined) return { refused: refused.source };
  const takes = (each: Compared, value: string | undefined) => value !== undefined && each.takes?.(value) === true;
  return {
    text: textOf(match, path),
    pathKind: path.kind,
    ...(path.kind === 'PathPrefix' ? { prefix: path.source } : {}),
    pathLength: path.length,
    methodLength: path.methodLength ?? 0,
    hasMethod: method !== undefined,
    headers: headers.length,
    queryParams: queryParams.length,
    matches: (request, target) =>
      (method === undefined || method === request.method) &&
      takes(path, target.path) &&
      headers.every((each) => takes(each, headerText(request.headers, each.name))) &&
      queryParams.every((each) => takes(each, queryValue(target.query, each.name))),
  };
}

/** Something that is compared with a text; `takes` is absent where RE2 refuses the source. */
interface Compared {
  readonly source: string;
  readonly takes: Pattern | undefined;
}

interface ComparedPath extends Compared {
  readonly kind: PathKind;
  readonly length: number;
  readonly methodLength?: number;
}

function httpPath({ type = 'PathPrefix', value = '/' }: NonNullable<RouteMatch['path']>): ComparedPath {
  switch (type) {
    case 'Exact':
      return { kind: 'Exact', source: value, length: value.length, takes: (path) => path === value };
    case 'RegularExpression':
      return { kind: type, source: value, length: value.length, takes: re2Pattern(value) };
    default: {
      const length = withoutTrailingSlash(value).length;
      return { kind: 'PathPrefix', source: value, length, takes: (path) => isElementPrefix(value, path) };
    }
  }
}

/** A gRPC request is a POST to `/service/method` (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md). */
function grpcPath({ type = 'Exact', service = '', method = '' }: GrpcMethodMatch): ComparedPath {
  const lengths = { length: service === '' ? 0 : service.length + 1, methodLength: method.length };
  if (type === 'RegularExpression') {
    const source = `/${service === '' ? '[^/]+' : `(?:${service})`}/${method === '' ? '[^/]+' : `(?:${method})`}`;
    return { kind: 'RegularExpression', source, ...lengths, takes: re2Pattern(source) };
  }
  if (service !== '' && method !== '') {
    const source = `/${service}/${method}`;
    return { kind: 'Exact', source, ...lengths, takes: (path) => path === source };
  }
  if (service !== '') {
    const source = `/${service}`;
    return { kind: 'PathPrefix', source, ...lengths, takes: (path) => isElementPrefix(source, path) };
  }
  const parts = (path: string) => path.split('/');
  const takes = (path: string) => method === '' || (parts(path).length === 3 && parts(path)[2] === method);
  return { kind: 'PathPrefix', source: '/', ...lengths, takes };
}

/** Of several matches for one name the first one counts. */
function valuesOf(
  matches: readonly ValueMatch[] = [],
  nameOf: (name: string) => string,
): readonly (Compared & { readonly name: string })[] {
  const found = new Map<string, Compared & { readonly name: string }>();
  for (const { type = 'Exact', name: written = '', value: source = '' } of matches) {
    const name = nameOf(written);
    if (found.has(name)) continue;
    const takes = type === 'RegularExpression' ? re2Pattern(source) : (text: string) => text === source;
    found.set(name, { name, source, takes });
  }
  return [...found.values()];
}

function textOf({ method, headers = [], queryParams = [] }: RouteMatch, { kind, source }: ComparedPath): string {
  const value = ({ type = 'Exact', name = '', value: text = '' }: ValueMatch) =>
    `${name}: ${type === 'RegularExpression' ? `/${text}/` : text}`;
  return [
    `${typeof method === 'string' ? `${method} ` : ''}${kind} ${source}`,
    ...(typeof method === 'object' && method.service === undefined && method.method !== undefined
      ? [`method ${method.method}`]
      : []),
    ...headers.map((each) => `header ${value(each)}`),
    ...queryParams.map((each) => `query ${value(each)}`),
  ].join(', ');
}
