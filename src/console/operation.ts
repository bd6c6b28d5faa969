import type { z } from 'zod';
import type { Role } from './roles.js';

/** Who may call an operation: anybody · whoever has a session · these roles. */
export type Access = 'open' | 'session' | readonly Role[];

/** What is answered when it goes well: JSON of a schema, or a file of a media type. */
export type Answer = { readonly status: number; readonly json: z.ZodType } | { readonly file: string };

/** One address and method of the API: what the server routes, checks and describes by. */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `{name}` for a part of the path. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is multipart with one part `file`, received on disk. */
  readonly upload?: boolean;
  readonly answer: Answer;
  /** Costs far more than a look: limited by person. */
  readonly heavy?: boolean;
}

export const json = (schema: z.ZodType, status = 200): Answer => ({ status, json: schema });
export const file = (type: string): Answer => ({ file: type });

export const mayCall = (access: Access, role: Role | undefined): boolean =>
  access === 'open' || (role !== undefined && (access === 'session' || access.includes(role)));
