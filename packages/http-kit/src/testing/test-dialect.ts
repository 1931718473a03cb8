import express, { type Express, type Request, type Response, type Router } from 'express';
import { createDialectApp } from '../dialect-app.ts';
import type { DialectOptions } from '../dialect-options.ts';
import type { HttpAnswer, HttpFailure } from '../http-failure.ts';
import { createLogger } from '../logger.ts';

/** Lines that a logger of {@link logTo} has written. */
export type LogLine = Record<string, unknown>;

export function logTo(lines: LogLine[]): DialectOptions['logger'] {
  return createLogger('info', { write: (line) => void lines.push(JSON.parse(line)) });
}

/** The dialect of `test-dialect.yaml`, with the options of a test. */
export function testDialect(options: Partial<DialectOptions> = {}): Express {
  return express().use(
    createDialectApp({
      name: 'test',
      logger: createLogger('silent'),
      spec: new URL('./test-dialect.yaml', import.meta.url),
      validateResponses: true,
      routes: echoRoutes,
      toAnswer: answerWithKind,
      ...options,
    }),
  );
}

const STATUS: Record<HttpFailure['kind'], number> = {
  core: 404,
  invalid: 400,
  'no-route': 404,
  'method-not-allowed': 405,
  unauthenticated: 401,
  'too-many-logins': 429,
  forbidden: 403,
  unknown: 500,
};

/** Puts the failure into the response, for tests. */
export function answerWithKind(failure: HttpFailure): HttpAnswer {
  const { kind } = failure;
  if (kind === 'invalid') return { status: failure.status, body: failure };
  if (kind === 'core') return { status: STATUS.core, body: { kind, code: failure.error.code } };
  if (kind === 'method-not-allowed') {
    return { status: 405, headers: { Allow: failure.allow.join(', ') }, body: { kind } };
  }
  return { status: STATUS[kind], body: { kind } };
}

/** Respond with the request as a route sees it. */
function echoRoutes(router: Router): void {
  const echo = (req: Request, res: Response) => {
    res.json({
      params: req.params,
      query: req.query,
      body: req.body,
      type: req.get('content-type'),
    });
  };
  router.get('/songs', echo);
  router.post('/songs', (_req, res) => void res.status(201).json({ id: 7 }));
  router.options('/songs', (_req, res) => void res.status(204).end());
  router.get('/songs/top', (_req, res) => void res.json({ top: true }));
  router.get('/songs/:name.ogg', (req, res) => void res.type('audio/ogg').send(req.params.name));
  router.get('/songs/:name', echo);
  router.delete('/songs/:name', (_req, res) => void res.status(204).end());
  router.put('/songs/:name/verses/:number', echo);
  router.post('/coins', echo);
  router.post('/notes', echo);
}
