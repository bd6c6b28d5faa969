# Build with everything, ship without the tools.
FROM node:24.21.0-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY scripts scripts
COPY src src
COPY config config
COPY web web
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24.21.0-slim
ENV NODE_ENV=production TZ=Asia/Shanghai
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY bin bin
COPY config config
RUN mkdir /inbox /out && chown node:node /inbox /out
USER node
VOLUME ["/inbox", "/out"]
ENTRYPOINT ["node", "/app/bin/riskpool"]
CMD ["--help"]
