import type { NativeSchemas } from '@tricord/native';
import { type AnswerShape, hasShape } from './answer-shape.ts';
import type { ApiTarget } from './api-target.ts';
import { CommandError } from './failure.ts';

/** How long the gateway may take to respond. */
const TIMEOUT_MS = 10_000;
/** The longest answer that is read; a list has at most a thousand items. */
const MAX_ANSWER_MB = 64;

export interface NativeRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below `/api/v1`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: object;
  /** Sent unchanged, instead of `body`. */
  readonly content?: { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };
  /** How long the gateway may take to respond; default: ten seconds. */
  readonly timeoutMs?: number;
  /** The object of the request, for error messages: `the session`. */
  readonly what: string;
  /** What the response must have; default: any object. */
  readonly answer?: AnswerShape;
}

/** The gateway rejected a request. */
export class RefusedError extends CommandError {
  readonly status: number;
  /** What is wrong with the request, if the gateway says so. */
  readonly problems: NonNullable<NativeSchemas['Problem']['problems']>;

  constructor(message: string, status: number, problems: RefusedError['problems']) {
    super(message);
    this.name = 'RefusedError';
    this.status = status;
    this.problems = problems;
  }
}

/**
 * Sends a request to a gateway's native API.
 * @throws CommandError when it cannot be reached, or answers what no gateway would; RefusedError when it rejects the
 *   request.
 */
export async function askGateway<T>(target: ApiTarget, request: NativeRequest): Promise<T> {
  const bytes = await bodyOf(await send(target, request), target);
  let answer: unknown;
  try {
    answer = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw brokenOff(target, error);
  }
  if (!hasShape(answer, request.answer ?? {})) {
    throw new CommandError(`what answers at ${target.api} is no gateway, or of another version`);
  }
  return answer as T;
}

/** As {@link askGateway}, for a text response. */
export async function readGateway(target: ApiTarget, request: NativeRequest): Promise<string> {
  // A TextDecoder would drop a byte order mark.
  return (await bodyOf(await send(target, request), target)).toString();
}

async function send(target: ApiTarget, request: NativeRequest): Promise<Response> {
  const { api, key } = target;
  const { method, path, body, timeoutMs = TIMEOUT_MS, what } = request;
  const content =
    body === undefined
      ? request.content
      : { type: 'application/json', bytes: JSON.stringify(body) };
  let response: Response;
  try {
    response = await fetch(`${api}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(content === undefined ? {} : { 'content-type': content.type }),
      },
      ...(content === undefined ? {} : { body: content.bytes }),
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw new CommandError(`no gateway answers at ${api}; is \`tricord serve\` running?`, {
      cause: error,
    });
  }
  if (!response.ok) {
    throw await refusalOf(response, target, what);
  }
  return response;
}

async function bodyOf(response: Response, target: ApiTarget): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > MAX_ANSWER_MB * 1e6) {
        throw new CommandError(`the answer of ${target.api} is longer than ${MAX_ANSWER_MB} MB`);
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof CommandError ? error : brokenOff(target, error);
  }
  return Buffer.concat(chunks);
}

function brokenOff({ api }: ApiTarget, cause: unknown): CommandError {
  return new CommandError(`what answers at ${api} is no gateway, or its answer broke off`, {
    cause,
  });
}

async function refusalOf(
  response: Response,
  target: ApiTarget,
  what: string,
): Promise<RefusedError> {
  const { status, statusText } = response;
  const text = (await bodyOf(response, target)).toString();
  const refused = (reason: string, problems: RefusedError['problems'] = []) =>
    new RefusedError(`the gateway refused ${what}: ${reason}`, status, problems);
  try {
    const { title, detail, problems }: NativeSchemas['Problem'] = JSON.parse(text);
    const details = problems?.map(({ path, message }) => `${path} ${message}`).join('; ');
    const reason = details === undefined ? detail : `${title} ${details}`;
    return refused(`${status} ${reason}`, problems);
  } catch {
    return refused(`${status} ${statusText}`);
  }
}
