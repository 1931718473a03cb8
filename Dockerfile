FROM node:20-slim AS build
ENV TURBO_TELEMETRY_DISABLED=1
# For better-sqlite3, where no prebuilt binary can be had.
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN npm ci --no-audit --no-fund \
  && npm run build \
  && npm prune --omit=dev --no-audit --no-fund \
  && rm -rf .turbo packages/*/.turbo packages/*/src apps/*/.turbo apps/*/src

FROM node:20-slim
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
