import {
  type CoreDeps,
  listRecordings,
  type Page,
  type Recording,
  type RecordingQuery,
} from '@tricord/core';
import { coreOf, principalOf } from '@tricord/http-kit';
import type { Request, Response } from 'express';
import { sendPages } from '../dispatch/json-format.ts';
import { rephrase } from '../errors.ts';
import type { operations } from '../generated/api.ts';
import { storedRecordingMapper } from '../mappers/stored-recording.ts';

type ListParameters = NonNullable<operations['listStored']['parameters']['query']>;

/** Maximum number of recordings that are read from the catalog at once. */
const PAGE = 1000;

/** Sends all stored recordings, or the requested page with a link to the next one. */
export async function listStoredRecordings(req: Request, res: Response): Promise<void> {
  const core = coreOf(res);
  const { limit = PAGE, after, prefix, fields }: ListParameters = req.query;
  const query: RecordingQuery = {
    accountId: principalOf(res).accountId,
    states: ['done'],
    order: 'name',
    limit,
    ...(prefix === undefined ? {} : { namePrefix: prefix }),
    ...(after === undefined ? {} : { after }),
  };
  const toWire = storedRecordingMapper(fields);
  const page = await listRecordings(core, query).catch(
    rephrase({ 'invalid-argument': 'after is not from a page of this list' }),
  );
  if (req.query.limit === undefined && page.next !== undefined) {
    await sendPages(res, allFrom(core, query, page, toWire));
    return;
  }
  if (page.next !== undefined) linkNext(res, { limit, prefix, fields, after: page.next });
  res.json(page.items.map(toWire));
}

/** A page and all following ones. */
async function* allFrom<T>(
  core: CoreDeps,
  query: RecordingQuery,
  first: Page<Recording>,
  toWire: (recording: Recording) => T,
): AsyncGenerator<T[]> {
  yield first.items.map(toWire);
  for (let after = first.next; after !== undefined; ) {
    const { items, next } = await listRecordings(core, { ...query, after });
    // The recordings of a following page may have been deleted.
    if (items.length > 0) yield items.map(toWire);
    after = next;
  }
}

/** Links to the next page (RFC 8288), exposed to browsers, too. The link has no credentials. */
function linkNext(res: Response, parameters: Readonly<Record<string, unknown>>): void {
  const query = Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  res.setHeader('Link', `</ari/recordings/stored?${query.join('&')}>; rel="next"`);
  if (res.hasHeader('Access-Control-Allow-Origin')) {
    res.setHeader('Access-Control-Expose-Headers', 'Link');
  }
}
