import { z } from 'zod';
import { parseJson } from '../dispatch/parse-json.ts';

/** A request in a WebSocket message. */
export interface RestRequest {
  readonly transactionId: string;
  readonly requestId: string;
  readonly method: string;
  /** As given, without the query. */
  readonly uri: string;
  /** Parameters of the URI, of `query_strings` and of a form, in this order: the last one of a name is used. */
  readonly query: string;
  /** A JSON document, or undefined. */
  readonly json: string | undefined;
}

/** The error response to an invalid message, with the ids that could be parsed. */
export interface RestRefusal {
  readonly transactionId: string;
  readonly requestId: string;
  readonly uri: string;
  /** Undefined: the message is not a JSON object. */
  readonly message: string | undefined;
}

// As in Asterisk, a property of the wrong type counts as missing.
const text = z.string().catch('');
const message = z.looseObject({
  type: text,
  transaction_id: text,
  request_id: text,
  uri: text,
  method: text,
  query_strings: z.unknown().optional(),
  content_type: text,
  message_body: text,
});
type Message = z.output<typeof message>;
const queryStrings = z.array(z.object({ name: z.string(), value: z.string() }));

const METHODS = new Set(['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** Parses a text message of a client, with Asterisk's checks in Asterisk's order. */
export function parseRestRequest(source: string): RestRequest | RestRefusal {
  const parsed = parseJson(source);
  if (typeof parsed !== 'object' || parsed === null) return refusal();
  const fields = message.safeParse(Array.isArray(parsed) ? {} : parsed);
  if (!fields.success) return refusal();
  const { data } = fields;
  const problem = checkHead(data);
  const [uri, uriQuery] = splitUri(data.uri);
  const ids = {
    transactionId: data.transaction_id,
    requestId: data.request_id,
    uri: data.type === 'RESTRequest' ? uri : '',
  };
  if (problem !== undefined) return { ...ids, message: problem };
  const pairs = Array.isArray(data.query_strings)
    ? queryStrings.safeParse(data.query_strings)
    : queryStrings.safeParse([]);
  if (!pairs.success) return { ...ids, message: "Unable to parse 'query_strings' array." };
  const body = checkBody(data);
  if ('message' in body) return { ...ids, message: body.message };
  const given = pairs.data.map(({ name, value }) => `${encode(name)}=${encode(value)}`);
  const query = [uriQuery, ...given, body.form].filter((part) => part !== '').join('&');
  return { ...ids, method: data.method, query, json: body.json };
}

function checkHead({ type, uri, method }: Message): string | undefined {
  if (type === '') return "No 'type' property.";
  if (type !== 'RESTRequest') return 'Unknown request type.';
  if (uri === '') return "Empty or missing 'uri' property.";
  if (!METHODS.has(method)) return "Unknown or missing 'method' property.";
  return undefined;
}

function checkBody({
  content_type: type,
  message_body: body,
}: Message): { json: string | undefined; form: string } | { message: string } {
  if (body === '') return { json: undefined, form: '' };
  if (type === '') return { message: "No 'content_type' for 'message_body'." };
  if (type === FORM) return { json: undefined, form: body };
  if (type !== JSON_TYPE) return { message: 'Unknown content type.' };
  if (parseJson(body) !== undefined) return { json: body, form: '' };
  return { message: `Unable to parse 'message_body' as '${JSON_TYPE}'.` };
}

function refusal(): RestRefusal {
  return { transactionId: '', requestId: '', uri: '', message: undefined };
}

function splitUri(uri: string): [path: string, query: string] {
  const mark = uri.indexOf('?');
  return mark < 0 ? [uri, ''] : [uri.slice(0, mark), uri.slice(mark + 1)];
}

function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}
