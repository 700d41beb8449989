import { type ApiObject, Chart } from 'cdk8s';

/** Whether an object is that of a Service of cdk8s-plus, whatever its version. */
export function isPlusService({ kind, node: { scope } }: ApiObject): boolean {
  return kind === 'Service' && scope !== undefined && !Chart.isChart(scope) && 'selectLabel' in scope;
}
