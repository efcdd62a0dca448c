import { describe, expect, test } from '@jest/globals';
import { CPF, list, world } from '../../http/calls.js';

const never = { preparation: { readyAfter: 'never' } };
const readyAfter = (duration: string) => ({ preparation: { readyAfter: duration } });

describe('the preparation window', () => {
  test('RES-050 answers 202 without body or content type while the list is prepared', async () => {
    await using receiver = await world({ consent: readyAfter('PT1M') });
    const id = '6F0B1C52-8f5d-4e0c-9a57-3b1d2c4e7f80';
    const answer = await list(receiver, '', { 'x-fapi-interaction-id': id });
    expect(answer.status).toBe(202);
    expect(answer.text).toBe('');
    expect(answer.headers.get('content-length')).toBe('0');
    expect(answer.headers.get('content-type')).toBeNull();
    expect(answer.headers.get('x-fapi-interaction-id')).toBe(id);
    expect(answer.headers.get('x-v')).toBe('3.1.0');
  });

  test('RES-050 answers 200 from the instant the list is ready, not a millisecond earlier', async () => {
    await using receiver = await world({ consent: readyAfter('PT1M') });
    await receiver.bank.clock.advance('PT59.999S');
    expect((await list(receiver)).status).toBe(202);
    await receiver.bank.clock.advance('PT0.001S');
    expect((await list(receiver)).body.data).toHaveLength(1);
  });

  test('RES-051 answers 202 until five minutes after authorisation, then 504', async () => {
    await using receiver = await world({ consent: never });
    await receiver.bank.clock.advance('PT4M59.999S');
    expect((await list(receiver)).status).toBe(202);
    await receiver.bank.clock.advance('PT0.001S');
    expect((await list(receiver)).status).toBe(504);
    await receiver.bank.clock.advance('P30D');
    expect((await list(receiver)).status).toBe(504);
  });

  test('RES-051 counts from authorisation, however long the customer took to authorise', async () => {
    await using receiver = await world({ consent: { ...never, authorise: false } });
    const { bank, consentId } = receiver;
    await bank.clock.advance('PT59M');
    await bank.consents.authorise(consentId);
    const { access_token: token } = await bank.token({ consentId });
    expect((await list({ bank, token })).status).toBe(202);
    await bank.clock.advance('PT5M');
    expect((await list({ bank, token })).status).toBe(504);
  });

  test('RES-051 counts from the first call when the anchor is first-call', async () => {
    await using receiver = await world({ consent: readyAfter('PT10M'), options: { pollingAnchor: 'first-call' } });
    await receiver.bank.clock.advance('PT2H');
    expect((await list(receiver)).status).toBe(202);
    await receiver.bank.clock.advance('PT4M59.999S');
    expect((await list(receiver)).status).toBe(202);
    await receiver.bank.clock.advance('PT0.001S');
    expect((await list(receiver)).status).toBe(504);
    await receiver.bank.clock.advance('PT5M');
    expect((await list(receiver)).status).toBe(200);
  });

  test('RES-051 counts from creation when the anchor is creation', async () => {
    await using receiver = await world({
      consent: { ...never, authorise: false },
      options: { pollingAnchor: 'creation' },
    });
    const { bank, consentId } = receiver;
    await bank.clock.advance('PT4M');
    await bank.consents.authorise(consentId);
    const { access_token: token } = await bank.token({ consentId });
    await bank.clock.advance('PT59.999S');
    expect((await list({ bank, token })).status).toBe(202);
    await bank.clock.advance('PT0.001S');
    expect((await list({ bank, token })).status).toBe(504);
  });

  test('RES-051 may be set shorter than five minutes', async () => {
    await using receiver = await world({ consent: never, options: { pollingLimit: 'PT90S' } });
    await receiver.bank.clock.advance('PT1M29.999S');
    expect((await list(receiver)).status).toBe(202);
    await receiver.bank.clock.advance('PT0.001S');
    expect((await list(receiver)).status).toBe(504);
  });

  test('RES-051 may not be set longer than five minutes', async () => {
    await expect(world({ options: { pollingLimit: 'PT5M1S' } })).rejects.toThrow('pollingLimit is "PT5M1S"');
  });

  test('RES-052 answers 504 with exactly the official text', async () => {
    await using receiver = await world({ consent: never });
    await receiver.bank.clock.advance('PT5M');
    const answer = await list(receiver);
    expect(answer.status).toBe(504);
    expect(answer.body).toEqual({
      errors: [
        {
          code: 'RETRY_EXCEDIDO',
          title: 'Retry exponencial excedido.',
          detail: 'O tempo de retry exponencial foi excedido.',
        },
      ],
      meta: { requestDateTime: '2026-03-02T12:05:00Z' },
    });
  });

  test('RES-052 answers 504 from the limit until the list is ready after all, then 200', async () => {
    await using receiver = await world({ consent: readyAfter('PT8M') });
    await receiver.bank.clock.advance('PT7M59.999S');
    expect((await list(receiver)).status).toBe(504);
    await receiver.bank.clock.advance('PT0.001S');
    expect((await list(receiver)).status).toBe(200);
  });

  test('RES-052 a list that is ready exactly at the limit is answered with 200', async () => {
    await using receiver = await world({ consent: readyAfter('PT5M') });
    await receiver.bank.clock.advance('PT5M');
    expect((await list(receiver)).status).toBe(200);
  });

  test('RES-053 never answers 202 again after a first 200, whatever is set afterwards', async () => {
    await using receiver = await world();
    expect((await list(receiver)).status).toBe(200);
    await receiver.bank.consents.prepare(receiver.consentId, 'never');
    expect((await list(receiver)).status).toBe(200);
    await receiver.bank.clock.advance('PT1H');
    expect((await list(receiver)).status).toBe(200);
  });

  test('RES-053 a preparation that changes before the first 200 counts from the anchor', async () => {
    await using receiver = await world({ consent: readyAfter('PT1M') });
    await receiver.bank.clock.advance('PT1M');
    await receiver.bank.consents.prepare(receiver.consentId, 'PT3M');
    expect((await list(receiver)).status).toBe(202);
    await receiver.bank.clock.advance('PT2M');
    expect((await list(receiver)).status).toBe(200);
  });

  test('RES-053 a new consent of the same customer may start with 202 again', async () => {
    await using receiver = await world();
    const { bank } = receiver;
    expect((await list(receiver)).status).toBe(200);
    const second = await bank.consents.create({ customerId: CPF, permissions: 'all', ...readyAfter('PT30S') });
    expect((await list({ bank, token: second.accessToken! })).status).toBe(202);
    expect((await list(receiver)).status).toBe(200);
  });

  test('RES-053 an answer other than the list does not count as the first 200', async () => {
    await using receiver = await world({ consent: readyAfter('PT1M') });
    await receiver.bank.clock.advance('PT1M');
    expect((await list(receiver, '?page-size=1001')).status).toBe(422);
    await receiver.bank.consents.prepare(receiver.consentId, 'PT2M');
    expect((await list(receiver)).status).toBe(202);
  });
});
