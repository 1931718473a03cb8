import { HttpClient } from '../gateway/http-client.ts';
import type { Server } from '../requests/operations.ts';

/** Follows a list from its first page to page `page` (from 0), and returns the path of that page. */
export async function deepPage(
  { port, authorization }: Server,
  first: string,
  page: number,
): Promise<string> {
  const client = new HttpClient(port, authorization);
  try {
    let path = first;
    for (let at = 0; at < page; at += 1) {
      const { next_page_uri: next } = await client.json<{ next_page_uri: string | null }>(
        'GET',
        path,
      );
      if (next === null) throw new Error(`the list ends at page ${at}`);
      path = next;
    }
    return path;
  } finally {
    client.close();
  }
}
