import { readCorpus, type Configuration } from '../fixtures/corpus';

/** Objects of each kind that constructs are made for, and others. */
export const SHOP = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: shop, annotations: {}}
spec:
  ingressClassName: nginx
  defaultBackend: {service: {name: web, port: {number: 80}}}
  tls: [{hosts: [shop.example.com]}]
  rules:
    - host: shop.example.com
      http:
        paths:
          - {path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}
          - {path: /files, pathType: Exact, backend: {resource: {apiGroup: example.com, kind: Bucket, name: files}}}
          - {path: /old, pathType: Prefix, backend: {service: {name: elsewhere, port: {name: http}}}}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop, annotations: {note: "it's a \\"text\\"\\nof two lines"}}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080, nodePort: null}]}
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {type: ClusterIP, clusterIP: None, selector: {app: db}}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: other}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]}
---
apiVersion: v1
kind: Service
metadata: {name: outside}
spec: {type: ExternalName, externalName: db.example.com}
---
apiVersion: v1
kind: Service
metadata: {name: lb}
spec: {type: LoadBalancer, selector: {app: lb}, ports: [{port: 80}], loadBalancerSourceRanges: [10.0.0.0/8]}
status: {loadBalancer: {}}
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: nginx}
spec: {controller: k8s.io/ingress-nginx}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector: {matchExpressions: [{key: app, operator: Exists}]}
          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}
        - namespaceSelector: {matchLabels: {team: shop}}
      ports: [{port: 8080}, {protocol: UDP}]
    - {}
  egress:
    - to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]
      ports: [{protocol: TCP, port: 8000, endPort: 8010}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: everybody, namespace: shop}
spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: []}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: outside-1, namespace: shop, labels: {kubernetes.io/service-name: old, team: shop}}
addressType: IPv4
endpoints: [{addresses: [192.0.2.7], conditions: {ready: true}}]
ports: [{name: http, port: 8080, protocol: TCP}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec:
  gatewayClassName: contour
  listeners: [{name: sql, port: 5432, protocol: TCP}, {name: game, port: 7777, protocol: example.com/game}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: TCPRoute
metadata: {name: sql, namespace: shop}
spec: {parentRefs: [{name: edge, sectionName: sql}], rules: [{backendRefs: [{name: db, port: 5432}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-0, namespace: shop, labels: {app: web}, annotations: {}}
spec: {containers: [{name: web, image: web, ports: [{name: http, containerPort: 8080}]}], nodeName: ""}
`;

/** What the API server takes, and constructs may be too strict for. */
export const TAKEN = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, sessionAffinity: "", ports: [{ port: 80, protocol: "" }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: any, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
endpoints: [{ addresses: [192.0.2.7] }]
ports: [{ name: any }]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: full, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
endpoints:
  - addresses: [192.0.2.7]
    targetRef: { kind: Pod, name: web-0, namespace: default, uid: e1, apiVersion: v1, resourceVersion: "1", fieldPath: spec }
    deprecatedTopology: { zone: a }
    hints: { forZones: [{ name: a }], forNodes: [{ name: node }] }
ports: [{ name: http, port: 80, protocol: TCP, appProtocol: http }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: blocks }
spec:
  podSelector: { matchExpressions: [{ key: app, operator: Exists }] }
  ingress: [{ from: [{ ipBlock: { cidr: 010.0.0.0/8, except: [10.1.0.0/016] } }], ports: [{ port: 80 }] }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: { name: more }
spec:
  parentRef: { group: gateway.networking.k8s.io, kind: Gateway, name: edge }
  listeners: [{ name: own, port: 9000, protocol: OWN }, { name: game, port: 7777, protocol: example.com/game }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { rules: [{ matches: [{ path: { type: Exact } }, { path: {} }], backendRefs: [{ name: web, port: 80 }] }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: web }
spec:
  targetRefs: [{ group: "", kind: Service, name: web }]
  validation: { hostname: a.example.com, caCertificateRefs: [], wellKnownCACertificates: System }
`;

/** Every fourth of the published applications. */
export function someOfCorpus(): readonly Configuration[] {
  return (readCorpus() ?? []).filter((_, index) => index % 4 === 0);
}
