FROM node:24-slim AS build
WORKDIR /app
COPY . .
# Native packages carry their binaries, and the only script that installing would run downloads a Node, which is here.
RUN npm ci --ignore-scripts --no-audit --no-fund \
  && npm run build --workspace apps/gateway \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf packages/*/src apps/*/src

FROM node:24-slim
ENV NODE_ENV=production
COPY --from=build /app /app
RUN ln -s /app/apps/gateway/bin/tricord.cjs /usr/local/bin/tricord \
  && install -d -o node -g node -m 0700 /data
USER node
# The first start keeps its configuration and everything else in ./data, which is the volume from here.
WORKDIR /
VOLUME /data
EXPOSE 8088 9092
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8088/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tricord"]
CMD ["serve", "--listen", "0.0.0.0"]
