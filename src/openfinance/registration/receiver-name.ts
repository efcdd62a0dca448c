import { liveRecord } from '../auth/records.js';
import { RECEIVERS } from '../certificates/receivers.js';
import type { OpenFinanceContext } from '../context.js';
import { DEMO_CLIENT_IDS } from './demo-clients.js';

/** What a receiver is called: as it registered, else as the demo clients are, else by its client id. */
export async function receiverName({ store, wall }: OpenFinanceContext, clientId: string): Promise<string> {
  const registered = await liveRecord(store, 'Client', clientId, wall.now());
  const name = registered?.payload['client_name'];
  if (typeof name === 'string') return name;
  return RECEIVERS[(DEMO_CLIENT_IDS as readonly string[]).indexOf(clientId)]?.legalName ?? clientId;
}
