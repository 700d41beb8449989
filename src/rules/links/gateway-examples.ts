/** Manifests of Gateway API for examples, in flow style. */

export function gateway(listeners: string, metadata = 'name: edge', more = ''): string {
  return manifest('Gateway', metadata, `{ gatewayClassName: contour, ${more}listeners: [${listeners}] }`);
}

export function httpRoute(spec: string, metadata = 'name: shop'): string {
  return manifest('HTTPRoute', metadata, `{ ${spec} }`);
}

export function referenceGrant(from: string, to: string, metadata: string): string {
  return manifest('ReferenceGrant', metadata, `{ from: [${from}], to: [${to}] }`);
}

export function manifest(kind: string, metadata: string, spec: string): string {
  return `apiVersion: gateway.networking.k8s.io/v1\nkind: ${kind}\nmetadata: { ${metadata} }\nspec: ${spec}\n`;
}

/** A listener of plain HTTP. */
export const HTTP = '{ name: http, port: 80, protocol: HTTP }';

/** A Service with a port 80 that leads to 8080. */
export function backend(metadata = 'name: web'): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { ${metadata} }\nspec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }\n`;
}
