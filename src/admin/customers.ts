import { type Router, Router as newRouter } from 'express';
import { CONSENTS, confirmationOf } from '../openfinance/consents/consent.js';
import { decideOnRegistration } from '../openfinance/consents/decisions.js';
import {
  addHolding,
  createCustomer,
  holdingsOf,
  moveRegistration as moveRegistrationOf,
  type NewCustomer,
  type NewHolding,
  requireCustomer,
} from '../openfinance/holdings/arrange.js';
import { CUSTOMERS, type Customer } from '../openfinance/holdings/customer.js';
import { HOLDINGS } from '../openfinance/holdings/holding.js';
import { registrationStatus } from '../openfinance/sharing/pair.js';
import { CLOCKS, DEFAULT_CLOCK, nowOf } from '../store/clocks.js';
import type { Reader } from '../store/store.js';
import type { AdminHouse } from './house.js';
import type { Move } from './resources.js';
import { customerView, holdingView, registrationView } from './views.js';

async function viewOf(reader: Reader, house: AdminHouse, customer: Customer) {
  return customerView(
    customer,
    await holdingsOf(reader, customer.customerId),
    await nowOf(reader, house.wall, customer.clock),
  );
}

export const addCustomer = (house: AdminHouse, wanted: NewCustomer) =>
  house.store.transaction(async (tx) => viewOf(tx, house, await createCustomer(tx, house, wanted)));

export const getCustomer = async (house: AdminHouse, customerId: string) =>
  viewOf(house.store, house, await requireCustomer(house.store, customerId));

/** With everything of the customer's, and the clock, when nobody else follows it. @throws Refusal (not-found). */
export const removeCustomer = ({ store }: AdminHouse, customerId: string): Promise<void> =>
  store.transaction(async (tx) => {
    const { clock } = await requireCustomer(tx, customerId);
    for (const { id } of await tx.list(HOLDINGS, { index: 'customerId', equals: customerId }))
      await tx.delete(HOLDINGS, id);
    for (const { id } of await tx.list(CONSENTS, { index: 'customerId', equals: customerId }))
      await tx.delete(CONSENTS, id);
    await tx.delete(CUSTOMERS, customerId);
    const isFollowed = (await tx.list(CUSTOMERS, { index: 'clock', equals: clock })).length > 0;
    if (clock !== DEFAULT_CLOCK && !isFollowed) await tx.delete(CLOCKS, clock);
  });

export async function listCustomers(house: AdminHouse) {
  const customers = await house.store.list(CUSTOMERS);
  return Promise.all(customers.map(({ value }) => viewOf(house.store, house, value)));
}

export const addResource = (house: AdminHouse, customerId: string, wanted: NewHolding) =>
  house.store.transaction(async (tx) => {
    const holding = await addHolding(tx, house, customerId, wanted);
    const { clock } = await requireCustomer(tx, customerId);
    return holdingView(holding, await nowOf(tx, house.wall, clock));
  });

/** Moves how who a customer is is shared, in every consent or, with `consentId`, as an approver's decision in one. */
export const moveRegistration = (house: AdminHouse, customerId: string, move: Move) =>
  house.store.transaction(async (tx) => {
    const { consentId } = move;
    if (consentId === undefined) {
      const { customer, now } = await moveRegistrationOf(tx, house, customerId, move);
      return registrationView(customer, now);
    }
    const { customer, consent, now } = await decideOnRegistration(tx, house, customerId, { ...move, consentId });
    const confirmation = confirmationOf(consent);
    const view = registrationView(customer, now);
    return { ...view, consentId, status: confirmation ? registrationStatus(customer, confirmation, now) : view.status };
  });

export function customerRoutes(house: AdminHouse): Router {
  const router = newRouter();
  router.get('/customers', async (_req, res) => void res.json({ customers: await listCustomers(house) }));
  router.post('/customers', async (req, res) => void res.status(201).json(await addCustomer(house, req.body)));
  router.get('/customers/:id', async (req, res) => void res.json(await getCustomer(house, req.params.id)));
  router.delete('/customers/:id', async (req, res) => {
    await removeCustomer(house, req.params.id);
    res.status(204).end();
  });
  router.post('/customers/:id/resources', async (req, res) => {
    res.status(201).json(await addResource(house, req.params.id, req.body));
  });
  router.post('/customers/:id/registration/transitions', async (req, res) => {
    res.json(await moveRegistration(house, req.params.id, req.body));
  });
  return router;
}
