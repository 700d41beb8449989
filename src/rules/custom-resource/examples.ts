import { stream } from '../example';

/** A definition whose `spec` has this schema, and an object of it with this `spec`: both in flow style. */
export function widget(schema: string, spec: string, metadata = 'name: first'): string {
  return stream(
    [
      'apiVersion: apiextensions.k8s.io/v1',
      'kind: CustomResourceDefinition',
      'metadata: { name: widgets.example.com }',
      'spec:',
      '  group: example.com',
      '  scope: Namespaced',
      '  names: { kind: Widget, plural: widgets }',
      '  versions:',
      '  - name: v1',
      '    served: true',
      '    storage: true',
      '    schema:',
      '      openAPIV3Schema:',
      '        type: object',
      `        properties: { spec: ${schema} }`,
      '',
    ].join('\n'),
    `apiVersion: example.com/v1\nkind: Widget\nmetadata: { ${metadata} }\nspec: ${spec}\n`,
  );
}

/** A manifest of Gateway API. */
export function gatewayApi(kind: string, spec: string, metadata: string, version = 'v1'): string {
  return `apiVersion: gateway.networking.k8s.io/${version}\nkind: ${kind}\nmetadata: { ${metadata} }\nspec: ${spec}\n`;
}
