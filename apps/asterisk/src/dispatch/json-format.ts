import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as letOthersGo } from 'node:timers/promises';
import type { RequestHandler, Response } from 'express';
import { isTrue, queryOf } from './ari-uri.ts';

/** Writes JSON as Asterisk does: without a charset, compact unless the query has `pretty=yes`. */
export const jsonFormat: RequestHandler = (req, res, next) => {
  const indent = isTrue(queryOf(req.originalUrl).get('pretty') ?? '') ? 2 : 0;
  res.locals.indent = indent;
  res.json = (body: unknown) => {
    res.setHeader('Content-Type', 'application/json');
    // For a string, Express would add a charset.
    return res.send(Buffer.from(JSON.stringify(body, null, indent)));
  };
  next();
};

/**
 * Sends a list as `res.json` would, but page by page: only one page is in memory at a time, and other
 * requests are served in between.
 *
 * @param pages none of them empty.
 * @throws the error of `pages`; the response is incomplete then.
 */
export async function sendPages(
  res: Response,
  pages: AsyncIterable<readonly object[]>,
): Promise<void> {
  const indent: number = res.locals.indent ?? 0;
  res.setHeader('Content-Type', 'application/json');
  await pipeline(Readable.from(arrayOf(pages, indent)), res);
}

async function* arrayOf(
  pages: AsyncIterable<readonly object[]>,
  indent: number,
): AsyncGenerator<Buffer> {
  const line = indent === 0 ? '' : '\n';
  let before = '[';
  for await (const page of pages) {
    const array = JSON.stringify(page, null, indent);
    const items = array.slice(1, -1 - line.length);
    yield Buffer.from(`${before}${items}`);
    before = ',';
    await letOthersGo();
  }
  yield Buffer.from(`${line}]`);
}
