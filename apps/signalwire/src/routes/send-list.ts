import type { Page } from '@tricord/core';
import type { Request, Response } from 'express';
import { toPageLinks, toPageRequest } from '../mappers/page-links.ts';
import type { View } from '../mappers/view.ts';

/** A list, as a route knows it. */
export interface LamlList<T> {
  /** The one key of the answer that is no link: the SDKs take whatever it is called for the items. */
  readonly key: string;
  /** Below the account, without an extension. */
  readonly path: string;
  /** Names of the parameters that filter it. */
  readonly filters: readonly string[];
  readonly read: (page: { limit: number; after?: string; before?: string }) => Promise<Page<T>>;
  readonly show: (item: T) => object;
}

/** Answers with the page that the request wants. */
export async function sendList<T>(
  req: Request,
  res: Response,
  view: View,
  { key, path, filters, read, show }: LamlList<T>,
): Promise<void> {
  const request = toPageRequest(req.query);
  const page = await read({ limit: request.size, ...request.cursor });
  // SignalWire's own links carry no extension, Twilio's do.
  const extension = view.flavor === 'twilio' ? '.json' : '';
  const links = toPageLinks(view.path + path + extension, req.query, filters, request, page);
  res.json({ ...links, [key]: page.items.map(show) });
}
