import { type Router, Router as newRouter } from 'express';
import { type ClockState, readClock } from '../core/clock.js';
import { Refusal } from '../core/errors.js';
import { formatInstant, type Instant } from '../core/instant.js';
import { AUTH_COLLECTIONS } from '../openfinance/auth/records.js';
import { SOFTWARE } from '../openfinance/registration/software.js';
import { CLOCKS } from '../store/clocks.js';
import { CONTENTS } from '../store/contents.js';
import { collection, type StoreImage } from '../store/store.js';
import type { AdminHouse } from './house.js';

/** State and clocks at one moment of real time. */
interface Snapshot {
  readonly takenAt: Instant;
  readonly image: StoreImage;
}

const SNAPSHOTS = collection<Snapshot>('snapshots');
/** Each is a whole world: of more than so many, the oldest go. */
const MOST_SNAPSHOTS = 100;
/** Collections a snapshot neither holds nor touches. Contents never change: what names them brings them back. */
const LEFT_ALONE = [SNAPSHOTS.name, SOFTWARE.name, CONTENTS.name, ...AUTH_COLLECTIONS];

export async function takeSnapshot(house: AdminHouse): Promise<{ id: string; takenAt: string }> {
  const id = house.ids.uuid();
  const image = await house.store.dump(LEFT_ALONE);
  const takenAt = house.wall.now();
  await house.store.transaction(async (tx) => {
    const kept = await tx.list(SNAPSHOTS);
    for (const oldest of kept.slice(0, Math.max(0, kept.length + 1 - MOST_SNAPSHOTS)))
      await tx.delete(SNAPSHOTS, oldest.id);
    await tx.put(SNAPSHOTS, id, { takenAt, image });
  });
  return { id, takenAt: formatInstant(takenAt) };
}

/** Puts state and clocks back. A running clock goes on from the instant it showed. @throws Refusal (not-found). */
export async function restoreSnapshot(house: AdminHouse, id: string): Promise<void> {
  const snapshot = (await house.store.get(SNAPSHOTS, id))?.value;
  if (!snapshot) throw new Refusal('not-found', `there is no snapshot ${id}`);
  const { image, takenAt } = snapshot;
  const setAt = house.wall.now();
  const clocks = (image[CLOCKS.name] ?? []).map(({ id: name, value }) => {
    const clock = value as ClockState;
    return { id: name, value: { ...clock, now: readClock(clock, takenAt), setAt } };
  });
  await house.store.restore({ ...image, [CLOCKS.name]: clocks }, LEFT_ALONE);
}

export async function listSnapshots(house: AdminHouse): Promise<readonly { id: string; takenAt: string }[]> {
  const snapshots = await house.store.list(SNAPSHOTS);
  return snapshots.map(({ id, value }) => ({ id, takenAt: formatInstant(value.takenAt) }));
}

export function snapshotRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/snapshots', async (_req, res) => void res.json({ snapshots: await listSnapshots(house) }));
  router.post('/snapshots', async (_req, res) => void res.status(201).json(await takeSnapshot(house)));
  router.post('/snapshots/:id/restore', async (req, res) => {
    await restoreSnapshot(house, req.params.id);
    res.status(204).end();
  });
  return router;
}
