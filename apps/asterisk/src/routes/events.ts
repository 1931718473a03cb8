import type { Router } from 'express';

/** What is left of `GET /events` for HTTP: handshakes of WebSockets never come here. */
export function addEventRoutes(router: Router): void {
  router.get('/events', (_req, res) => {
    res.setHeader('Upgrade', 'websocket');
    res.status(426).json({ message: 'Upgrade Required' });
  });
}
