# Paperclip with its command as the entry: docs/serving.md says how to run it.
FROM node:20-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npm run build && node scripts/pack.mjs /packed

FROM node:20-slim AS install
WORKDIR /opt/paperclipai
COPY --from=build /packed /packed
RUN echo '{ "private": true }' > package.json && npm install --omit=dev --no-audit --no-fund /packed/*.tgz

FROM node:20-slim
ENV NODE_ENV=production PAPERCLIPAI_DATA=/data PAPERCLIPAI_LOG_LEVEL=info PATH=/opt/paperclipai/node_modules/.bin:$PATH
COPY --from=install /opt/paperclipai /opt/paperclipai
RUN install -d -m 0700 -o node -g node /data
USER node
VOLUME /data
EXPOSE 4400
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:4400/api/v1/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["paperclipai"]
CMD ["start", "--host", "0.0.0.0", "--port", "4400", "--public-url", "http://localhost:4400"]
