import type { Value } from '../values';
import { CONVERSIONS } from './conversions';
import { FORMAT_FUNCTIONS, FORMAT_METHODS } from './formats';
import { LIST_FUNCTIONS, LIST_METHODS } from './lists';
import { NETWORK_FUNCTIONS, NETWORK_METHODS } from './network';
import { OPTIONAL_FUNCTIONS, OPTIONAL_METHODS } from './optionals';
import { answered } from './overloads';
import type { Functions, Methods } from './overloads';
import { QUANTITY_FUNCTIONS, QUANTITY_METHODS } from './quantities';
import { STRING_FUNCTIONS, STRING_METHODS } from './strings';
import { TIME_METHODS } from './times';
import { URL_FUNCTIONS, URL_METHODS } from './urls';

/** Functions by their names, and methods by theirs: those of CEL, and of the libraries that Kubernetes loads for CRDs. */
export const FUNCTIONS: Functions = own({
  ...CONVERSIONS,
  ...FORMAT_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...NETWORK_FUNCTIONS,
  ...OPTIONAL_FUNCTIONS,
  ...QUANTITY_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...URL_FUNCTIONS,
});

export const METHODS: Readonly<Record<string, (of: Value, ...args: Value[]) => Value>> = own(
  merged(
    STRING_METHODS,
    LIST_METHODS,
    TIME_METHODS,
    OPTIONAL_METHODS,
    FORMAT_METHODS,
    NETWORK_METHODS,
    QUANTITY_METHODS,
    URL_METHODS,
  ),
);

/** Types that have a method of one name each try it in turn: the first that knows the target answers. */
function merged(...tables: readonly Methods[]) {
  const all: Record<string, Methods[string]> = {};
  for (const table of tables) {
    for (const [name, method] of Object.entries(table)) {
      const before = all[name];
      all[name] = before === undefined ? method : (of, ...args) => before(of, ...args) ?? method(of, ...args);
    }
  }
  return Object.fromEntries(
    Object.entries(all).map(([name, method]) => [name, (of: Value, ...args: Value[]) => answered(method(of, ...args))]),
  );
}

function own<Table extends object>(table: Table): Table {
  return Object.assign(Object.create(null) as Table, table);
}
