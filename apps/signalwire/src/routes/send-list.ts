import type { Page } from '@tricord/core';
import type { Request, Response } from 'express';
import { toPageLinks, toPageRequest } from '../mappers/page-links.ts';
import type { View } from '../mappers/view.ts';

/** The definition of a list. */
export interface LamlList<T> {
  /** The only key of the response that is not part of the paging: the SDKs take its value as the items. */
  readonly key: string;
  /** Below the account, without an extension. */
  readonly path: string;
  /** Names of the parameters that filter it. */
  readonly filters: readonly string[];
  readonly read: (page: { limit: number; after?: string; before?: string }) => Promise<Page<T>>;
  readonly show: (item: T) => object;
}

/** Sends the requested page. */
export async function sendList<T>(
  req: Request,
  res: Response,
  view: View,
  { key, path, filters, read, show }: LamlList<T>,
): Promise<void> {
  const request = toPageRequest(req.query);
  const page = await read({ limit: request.size, ...request.cursor });
  // SignalWire's own links have no extension, Twilio's do.
  const extension = view.flavor === 'twilio' ? '.json' : '';
  const links = toPageLinks(view.path + path + extension, req.query, filters, request, page);
  res.json({ ...links, [key]: page.items.map(show) });
}
