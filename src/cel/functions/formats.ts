import { dns1035LabelErrors, dnsLabelErrors, dnsSubdomainErrors, maskTrailingDash } from '../../terms/dns-name';
import { NEWEST_MINOR } from '../../terms/kubernetes-version';
import { labelValueErrors, qualifiedNameErrors } from '../../terms/qualified-name';
import { rfc3339Error } from '../../terms/rfc3339';
import { Opaque, Optional } from '../values';
import type { Functions, Methods } from './overloads';
import { ofClass, text } from './overloads';
import { isRequestURI } from './request-uri';

class Format extends Opaque {
  readonly type = 'kubernetes.NamedFormat';

  constructor(
    readonly key: string,
    readonly errorsOf: (text: string) => readonly string[],
  ) {
    super();
  }
}

const unless =
  (isGood: (text: string) => boolean, error: string) =>
  (given: string): readonly string[] =>
    isGood(given) ? [] : [error];

const ERRORS: Readonly<Record<string, (text: string) => readonly string[]>> = {
  dns1123Label: dnsLabelErrors,
  dns1123Subdomain: dnsSubdomainErrors,
  dns1035Label: dns1035LabelErrors,
  qualifiedName: (given) => qualifiedNameErrors(given, NEWEST_MINOR),
  dns1123LabelPrefix: (given) => dnsLabelErrors(maskTrailingDash(given)),
  dns1123SubdomainPrefix: (given) => dnsSubdomainErrors(maskTrailingDash(given)),
  dns1035LabelPrefix: (given) => dns1035LabelErrors(maskTrailingDash(given)),
  labelValue: (given) => labelValueErrors(given, NEWEST_MINOR),
  uri: unless(isRequestURI, 'invalid URI for request'),
  uuid: unless(
    (given) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(given),
    'does not match the UUID format',
  ),
  byte: unless((given) => given.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(given), 'invalid base64'),
  date: unless((given) => rfc3339Error(`${given}T00:00:00Z`) === undefined, 'invalid date'),
  datetime: unless((given) => rfc3339Error(given) === undefined, 'invalid datetime'),
};

const FORMATS = new Map(Object.entries(ERRORS).map(([name, errorsOf]) => [name, new Format(name, errorsOf)]));

/** `format.dns1123Label().validate(text)`: none if it is one, or else what is wrong. */
export const FORMAT_FUNCTIONS: Functions = {
  'format.named': (name) => new Optional(FORMATS.get(text(name))),
  ...Object.fromEntries([...FORMATS].map(([name, format]) => [`format.${name}`, () => format])),
};

export const FORMAT_METHODS: Methods = {
  validate: ofClass(Format, ({ errorsOf }, given) => {
    const errors = errorsOf(text(given));
    return errors.length === 0 ? Optional.NONE : new Optional(errors);
  }),
};
