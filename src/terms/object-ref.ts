/** Names one Kubernetes object. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string;
  readonly name: string;
}

/** `namespace/name`, or `name` alone for cluster-scoped objects: the key under which objects of one kind are found. */
export function keyOf(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** `Service shop/web`: how an object is called in sentences. */
export function describeRef({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${keyOf(namespace, name)}`;
}
