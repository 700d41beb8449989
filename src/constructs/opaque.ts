/** What literal checks pass over: scalars, and constructs, which are judged where they are declared. */
export type Opaque =
  | string
  | number
  | boolean
  | null
  | undefined
  | { readonly node: unknown }
  | { readonly service: { readonly node: unknown } };
