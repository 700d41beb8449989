import { append } from '../../terms/maps';
import { CelError, Opaque } from '../values';
import type { Value } from '../values';
import type { Functions, Methods } from './overloads';
import { ofClass, text } from './overloads';
import type { UrlParts } from './request-uri';
import { isRequestURI, partsOf } from './request-uri';

class Url extends Opaque {
  readonly type = 'kubernetes.URL';

  constructor(
    readonly key: string,
    readonly parts: UrlParts,
  ) {
    super();
  }
}

export const URL_FUNCTIONS: Functions = {
  isURL: (of) => isRequestURI(text(of)),
  url: (of) => {
    const parts = partsOf(text(of));
    if (parts === undefined)
      throw new CelError(
        `URL parse error during conversion from string: parse ${JSON.stringify(of)}: invalid URI for request`,
      );
    return new Url(text(of), parts);
  },
};

export const URL_METHODS: Methods = {
  getScheme: ofClass(Url, ({ parts }) => parts.scheme),
  getHost: ofClass(Url, ({ parts }) => parts.host),
  getHostname: ofClass(Url, ({ parts }) => parts.host.replace(/:\d*$/, '').replace(/^\[|\]$/g, '')),
  getPort: ofClass(Url, ({ parts }) => /:(\d*)$/.exec(parts.host)?.[1] ?? ''),
  getEscapedPath: ofClass(Url, ({ parts }) => parts.path),
  getQuery: ofClass(Url, ({ parts }) => queryOf(parts.query)),
};

function queryOf(query: string): Value {
  const map = new Map<Value, Value[]>();
  for (const [name, value] of new URLSearchParams(query)) append(map, name, value);
  return map;
}
