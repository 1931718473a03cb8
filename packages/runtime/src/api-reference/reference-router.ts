import { type ApiDocument, sendDocument } from '@tricord/http-kit';
import { type Request, type Response, Router } from 'express';
import { readAssets } from './assets.ts';
import { listPage, referencePage } from './pages.ts';

const BASE = '/docs';
/** Pages load nothing from elsewhere, and run no script in the page itself; Swagger UI sets styles. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
const ASSET_AGE_S = 3600;

/**
 * Serves a rendered reference of the APIs: `/docs` lists them, `/docs/<name>` shows one. Everything comes from this
 * process, the renderer from the npm package of Swagger UI.
 * @throws Error when the renderer cannot be read.
 */
export function createReferenceRouter(documents: readonly ApiDocument[]): Router {
  const assets = readAssets();
  const byName = new Map(documents.map((document) => [document.name, document]));
  const router = Router({ caseSensitive: true });
  router.get(BASE, (_req, res) => sendPage(res, listPage(documents)));
  router.get(`${BASE}/assets/:file`, (req: Request<{ file: string }>, res, next) => {
    const asset = assets.get(req.params.file);
    if (asset === undefined) next();
    else res.set('Cache-Control', `max-age=${ASSET_AGE_S}`).type(asset.type).send(asset.content);
  });
  router.get(`${BASE}/:name`, (req: Request<{ name: string }>, res, next) => {
    const document = byName.get(req.params.name);
    if (document === undefined) next();
    else sendPage(res, referencePage(document));
  });
  router.get(`${BASE}/:name/openapi.yaml`, (req: Request<{ name: string }>, res, next) => {
    const document = byName.get(req.params.name);
    if (document === undefined) next();
    else sendDocument(res, document);
  });
  return router;
}

function sendPage(res: Response, html: string): void {
  res.set({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': POLICY });
  res.set('Referrer-Policy', 'no-referrer').type('html').send(html);
}
