FROM node:22-alpine AS build
WORKDIR /src
COPY . .
RUN npm ci && npm pack --pack-destination / && mv /cdk8s-net-*.tgz /cdk8s-net.tgz

FROM node:22-alpine
COPY --from=build /cdk8s-net.tgz /tmp/
# For diff --git; the folder belongs to whoever mounts it.
RUN apk add --no-cache git && git config --system --add safe.directory /work
RUN npm install --global --omit=dev /tmp/cdk8s-net.tgz && npm cache clean --force
USER node
WORKDIR /work
ENTRYPOINT ["cdk8s-net"]
CMD ["--help"]
