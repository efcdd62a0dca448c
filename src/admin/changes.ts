import { type Response, type Router, Router as newRouter } from 'express';
import type { AdminHouse } from './house.js';

/** Says, as server-sent events, that something changed; what it was, the other calls tell. */
function stream({ changes }: AdminHouse, res: Response): void {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
  res.write(': connected\n\n');
  // A follower that does not read gets one event for all it missed: they say nothing but "look again".
  const stop = changes.follow(
    () => res.writableNeedDrain || res.write('event: change\ndata: {}\n\n'),
    () => res.end(),
  );
  res.once('close', stop);
}

export function changeRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/changes', (_req, res) => stream(house, res));
  return router;
}
