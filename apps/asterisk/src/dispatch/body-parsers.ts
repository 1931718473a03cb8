import { HttpError } from '@tricord/http-kit';
import express, { type RequestHandler } from 'express';
import { parseJson } from './parse-json.ts';

/** Asterisk's limit for bodies. */
const limit = 40_960;

const FORM = 'application/x-www-form-urlencoded';

/** Reads any body within the limit. */
const readBody = express.raw({ limit, type: () => true });

/**
 * Parses a JSON body to an object or array, and a form to text; other bodies are ignored. Both are
 * decoded as UTF-8, whatever their charset. An empty body counts as none: node-ari-client sends DELETE
 * requests with the content type of JSON.
 */
const parseBody: RequestHandler = (req, _res, next) => {
  const bytes: unknown = req.body;
  const text = Buffer.isBuffer(bytes) ? bytes.toString('utf8') : '';
  const type = req.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  req.body = undefined;
  if (type === FORM) req.body = text;
  else if (type === 'application/json' && text !== '') req.body = parseObject(text);
  next();
};

function parseObject(text: string): object {
  const value = parseJson(text);
  if (typeof value === 'object' && value !== null) return value;
  const problem = { path: '/body', message: 'is not a JSON object or array' };
  throw new HttpError({ kind: 'invalid', status: 400, problems: [problem] });
}

/** Set `req.body` to the parsed body: an object, a form's text, or undefined. */
export const bodyParsers: readonly RequestHandler[] = [readBody, parseBody];
