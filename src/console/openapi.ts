import { z } from 'zod';
import type { Operation } from './operation.js';
import { OPERATIONS } from './operations.js';
import { ROLE_NAME } from './roles.js';
import { ErrorAnswer } from './schemas/common.js';

const COMPONENTS = '#/components/schemas/';

/** The API as OpenAPI 3.1, made from the very table that the server routes and checks by. */
export function openApi(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] ??= {};
    Object.assign(paths[operation.path] ?? {}, { [operation.method.toLowerCase()]: described(operation) });
  }
  return {
    openapi: '3.1.0',
    info: { title: '贷款风险补偿资金操作台', version },
    paths,
    components: {
      schemas: components(),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'riskpool' },
        csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' },
      },
    },
  };
}

function described(operation: Operation): Record<string, unknown> {
  const { access, method } = operation;
  const safe = method === 'GET';
  const security = access === 'open' ? [] : [safe ? { session: [] } : { session: [], csrf: [] }];
  const who =
    typeof access === 'string' ? access : access.map((role) => `${role}(${ROLE_NAME[role]})`).join('、');
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: `可调用:${who}`,
    security,
    parameters: [...pathParameters(operation.path), ...queryParameters(operation.query)],
    ...bodyOf(operation),
    responses: {
      ...answerOf(operation),
      default: { description: '错误', content: { 'application/json': { schema: schemaOf(ErrorAnswer) } } },
    },
  };
}

function pathParameters(path: string) {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: Operation['query']) {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function bodyOf({ body, upload }: Operation) {
  if (upload === true) {
    const schema = {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (body === undefined) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } };
}

function answerOf({ answer }: Operation) {
  if ('file' in answer)
    return {
      200: {
        description: '文件',
        content: { [answer.file]: { schema: { type: 'string', format: 'binary' } } },
      },
    };
  const content = { 'application/json': { schema: schemaOf(answer.json) } };
  return { [answer.status]: { description: '完成', content } };
}

/** A schema that has a name stands among the components. */
function schemaOf(schema: z.ZodType): Record<string, unknown> {
  const id = z.globalRegistry.get(schema)?.id;
  return id === undefined ? z.toJSONSchema(schema) : { $ref: `${COMPONENTS}${id}` };
}

function components(): Record<string, unknown> {
  const { schemas } = z.toJSONSchema(z.globalRegistry, {
    uri: (id) => `${COMPONENTS}${id}`,
    io: 'output',
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $id: _, $schema: __, ...schema }]) => [id, schema]),
  );
}
