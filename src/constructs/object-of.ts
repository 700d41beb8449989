import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** The object that a construct is, or makes: cdk8s-plus keeps it in a child. */
export function objectOf(construct: IConstruct): ApiObject | undefined {
  let each: IConstruct | undefined = construct;
  while (each !== undefined && !ApiObject.isApiObject(each)) each = each.node.defaultChild;
  return each;
}

/** `shop/web (ConfigMap)`: a construct in an error about it. */
export function describeConstruct(construct: IConstruct): string {
  return `${construct.node.path} (${objectOf(construct)?.kind ?? construct.constructor.name})`;
}
