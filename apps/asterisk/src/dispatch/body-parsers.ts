import { HttpError } from '@tricord/http-kit';
import express, { type RequestHandler } from 'express';
import { parseJson } from './parse-json.ts';

/** Asterisk's limit of a body, in bytes. */
const limit = 40_960;

const FORM = 'application/x-www-form-urlencoded';

/** Reads every body within the limit, whatever it is. */
const readBody = express.raw({ limit, type: () => true });

/**
 * Makes an object or array of a JSON body, and text of a form; any other body means nothing. Both are
 * UTF-8, whatever charset they claim. An empty one is as good as none: node-ari-client sends its DELETEs
 * with the type of JSON.
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

/** Leave in `req.body` what a request's body says: an object, a form's text, or undefined. */
export const bodyParsers: readonly RequestHandler[] = [readBody, parseBody];
