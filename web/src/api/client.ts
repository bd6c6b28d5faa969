import type { Error as ErrorAnswer } from './types.js';

/** What the API answers instead of data, and status 0 when it could not be reached at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Of a locked login: when it may be tried again. */
  readonly until: string | undefined;
  /** Where somebody was first: who, and when. */
  readonly by: string | undefined;
  readonly at: string | undefined;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.code = body.code ?? '';
    this.fields = body.fields ?? {};
    this.until = body.until;
    this.by = body.by;
    this.at = body.at;
  }
}

type ErrorBody = Pick<ErrorAnswer, 'message'> & Partial<ErrorAnswer>;

/** Given with the session, sent back with everything that changes something. */
let csrf = '';
export function rememberCsrf(token: string): void {
  csrf = token;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One question to the API. `body` goes as JSON, a FormData as it is. */
export async function ask<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') headers['x-csrf-token'] = csrf;
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['content-type'] = 'application/json';
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) init.body = form ? body : JSON.stringify(body);
  const answer = await reach(`/api${path}`, init);
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
  throw new ApiError(answer.status, await errorBody(answer));
}

export const get = <T>(path: string): Promise<T> => ask<T>('GET', path);
export const post = <T>(path: string, body?: unknown): Promise<T> => ask<T>('POST', path, body);

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw unreachable();
  }
}

async function errorBody(answer: Response): Promise<ErrorBody> {
  try {
    const body = (await answer.json()) as ErrorBody;
    if (typeof body.message === 'string') return body;
  } catch {
    // Not JSON: an answer of the proxy in front, say. The status tells enough.
  }
  return { message: `服务器没有按约定答复(状态${answer.status})。请稍候再试;仍不行请找管理员。` };
}

/** Sends a form, and tells of its way: the share of its bytes that has left this machine, 1 while it is worked on. */
export function sendForm<T>(path: string, form: FormData, sent: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api${path}`);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('x-csrf-token', csrf);
    request.upload.onprogress = ({ loaded, total }) => sent(total === 0 ? 1 : loaded / total);
    request.onerror = () => reject(unreachable());
    request.onload = () => {
      const answer = new Response(request.responseText, { status: request.status });
      if (answer.ok) resolve(JSON.parse(request.responseText) as T);
      else void errorBody(answer).then((body) => reject(new ApiError(answer.status, body)));
    };
    request.send(form);
  });
}

const unreachable = (): ApiError =>
  new ApiError(0, { message: '连不上服务器。已填的内容都还在,请检查网络后再试一次。' });

/** `{q: 'a', bank: undefined}` → `?q=a` */
export function queryOf(words: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(words))
    if (value !== undefined && value !== '') query.set(key, String(value));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
