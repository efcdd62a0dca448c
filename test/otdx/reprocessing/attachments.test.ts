import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Request } from 'express';
import fc from 'fast-check';
import { startTransmissora } from '../../../src/index.js';
import { Base64Decoder } from '../../../src/otdx/reprocessing/base64.js';
import { type Lifted, Lifter } from '../../../src/otdx/reprocessing/lift.js';
import { MAX_FILE, receive } from '../../../src/otdx/reprocessing/upload.js';
import type { Contents } from '../../../src/store/contents.js';
import { administrator } from '../administrator.js';
import { openWorld, PORTFOLIO } from '../world.js';

const world = await openWorld();
afterAll(() => world.close());
beforeEach(() => world.begin());

const PATH = '/service/reprocessamento';
const WANTED = { codigoCarteira: '43421', dataReprocessamento: '2026-03-03', motivo: 'Preço errado.' };
const post = (anexos: unknown) => world.ana.call('POST', PATH, { ...WANTED, anexos });
const file = (content: Buffer | string, extensao = 'pdf') => ({
  arquivo: Buffer.from(content).toString('base64'),
  extensao,
});
const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const total = async () => (await world.ana.call('GET', `${PATH}/all`)).body.total_items;

describe('attachments', () => {
  test('OTD-REP-02 OTD-REP-10 OTD-REP-12 are kept with their SHA-256, and can be downloaded as they were sent', async () => {
    const contents = [randomBytes(100_001), Buffer.from('Evidência.')];
    const { status, body } = await post([
      { ...file(contents[0] ?? '', 'PDF'), nome: 'extrato de março.pdf' },
      file(contents[1] ?? '', 'txt'),
    ]);
    expect(status).toBe(200);
    const { anexos } = (await world.ana.call('GET', `${PATH}/${body.hashtask}`)).body;
    expect(anexos).toMatchObject([
      {
        numero: 1,
        nome: 'extrato de março.pdf',
        extensao: 'pdf',
        tamanho: 100_001,
        sha256: sha256(contents[0] as Buffer),
      },
      { numero: 2, nome: 'anexo-2.txt', extensao: 'txt', tamanho: 11, sha256: sha256(contents[1] as Buffer) },
    ]);
    for (const [index, { url }] of anexos.entries()) {
      const answer = await fetch(url, { headers: { authorization: `Token ${world.ana.token}` } });
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
      expect(Buffer.from(await answer.arrayBuffer()).equals(contents[index] as Buffer)).toBe(true);
    }
    expect((await fetch(anexos[0].url)).status).toBe(401);
    expect((await world.ana.call('GET', `${PATH}/${body.hashtask}/anexos/3`)).status).toBe(404);
    expect((await world.ana.call('GET', `${PATH}/${body.hashtask}/anexos/x`)).status).toBe(404);
  });

  test('OTD-REP-10 up to twenty, those added later counted', async () => {
    const twenty = Array.from({ length: 20 }, (_, index) => file(`conteúdo ${index}`));
    const { hashtask } = (await post(twenty)).body;
    expect(hashtask).toBeDefined();
    const more = await world.ana.call('PUT', `${PATH}/edit`, { hashtask, anexos: [file('mais um')] });
    expect([more.status, more.body]).toEqual([400, { anexos: [expect.stringContaining('20')] }]);
    const many = await post([...twenty, file('21')]);
    expect([many.status, many.body]).toEqual([400, { anexos: [expect.stringContaining('20')] }]);
    expect(await total()).toBe(1);
  });

  test('OTD-REP-10 up to ten MiB each, to the byte', async () => {
    const whole = randomBytes(MAX_FILE + 1);
    expect((await post([file(whole.subarray(0, MAX_FILE))])).status).toBe(200);
    const { status, body } = await post([file('pequeno'), file(whole)]);
    expect([status, body.detail]).toEqual([413, expect.stringMatching(/^anexos\[1\]\.arquivo: .*10485760/)]);
    expect(await total()).toBe(1);
  });

  test.each([
    ['no base64', 'isto não é', 'arquivo'],
    ['base64 without padding', 'YQ', 'arquivo'],
    ['base64 with a line break', 'YWJj\nYWJj', 'arquivo'],
    ['base64 with padding in the middle', 'YQ==YWJj', 'arquivo'],
    ['base64 for the web', 'a-_=', 'arquivo'],
    ['bits left over', 'YR==', 'arquivo'],
    ['a data URL', 'data:text/plain;base64,YWJj', 'arquivo'],
    ['nothing', '', 'arquivo'],
  ])('OTD-REP-10 refuses %s, and stores nothing', async (_what, arquivo, field) => {
    const { status, body } = await post([file('certo'), { arquivo, extensao: 'pdf' }]);
    expect([status, Object.keys(body)]).toEqual([400, [`anexos[1].${field}`]]);
    expect(await total()).toBe(0);
  });

  test.each(['exe', '.pdf', 'pdf.exe', 'js', 'p df'])('OTD-REP-10 refuses the extension %s', async (extensao) => {
    const { status, body } = await post([file('x', extensao)]);
    expect([status, body]).toEqual([400, { 'anexos[0].extensao': [expect.stringContaining('pdf')] }]);
    expect(await total()).toBe(0);
  });

  test.each([
    ['no extension', { arquivo: 'YWJj' }, 'anexos[0].extensao'],
    ['no content', { extensao: 'pdf' }, 'anexos[0].arquivo'],
    ['content that is a number', { arquivo: 7, extensao: 'pdf' }, 'anexos[0].arquivo'],
    ['content that is null', { arquivo: null, extensao: 'pdf' }, 'anexos[0].arquivo'],
    ['a file that is a text', 'YWJj', 'anexos[0]'],
  ])('OTD-REP-02 refuses %s', async (_what, one, field) => {
    const { status, body } = await post([one]);
    expect([status, Object.keys(body)]).toEqual([400, [field]]);
  });

  test.each(['a\r\nb.pdf', '../a.pdf', 'a\\b.pdf', '', 'x'.repeat(201)])('refuses the name %j', async (nome) => {
    const { status, body } = await post([{ ...file('x'), nome }]);
    expect([status, Object.keys(body)]).toEqual([400, ['anexos[0].nome']]);
  });

  test.each(['evidencia.exe', 'evidencia.pdf.exe', '..', 'sem fim.'])(
    'OTD-REP-10 refuses the name %s, whose extension is not allowed',
    async (nome) => {
      const { status, body } = await post([{ ...file('x'), nome }]);
      expect([status, body]).toEqual([400, { 'anexos[0].nome': [expect.stringMatching(/permitid/)] }]);
      expect(await total()).toBe(0);
    },
  );

  test.each([
    ['blank', '   ', /em branco/],
    ['with a slash', 'pasta/a.pdf', /barras/],
  ])('says what is wrong with a name that is %s', async (_what, nome, words) => {
    const { body } = await post([{ ...file('x'), nome }]);
    expect(body).toEqual({ 'anexos[0].nome': [expect.stringMatching(words)] });
  });

  test.each(['sem extensão', 'relatório final (v2).pdf', '"aspas".pdf', '報告.pdf', '😀.pdf'])(
    'takes the name %s, and gives it back',
    async (nome) => {
      const { hashtask } = (await post([{ ...file('x'), nome }])).body;
      const answer = await world.ana.call('GET', `${PATH}/${hashtask}/anexos/1`);
      expect([answer.status, answer.body]).toEqual([200, 'x']);
      expect((await world.ana.call('GET', `${PATH}/${hashtask}`)).body.anexos[0].nome).toBe(nome);
    },
  );

  test('a mark that stands for a file cannot be forged', async () => {
    const forged = `[anexos[0].arquivo: 3 bytes, sha256 ${sha256(Buffer.from('abc'))}]`;
    const text = JSON.stringify({ ...WANTED, anexos: [{ arquivo: '@', extensao: 'pdf' }] });
    const { status } = await world.ana.call('POST', PATH, text.replace('"arquivo":"@"', `"\\u0061rquivo":"${forged}"`));
    expect(status).toBe(400);
    expect(await total()).toBe(0);
  });

  test('the journal shows their size and SHA-256, not their content', async () => {
    const content = randomBytes(5_000);
    await post([file(content)]);
    const { requests } = await world.bank.requests.find({ api: 'otdx-reprocessing' });
    const text = JSON.stringify(requests.at(-1));
    expect(text).toContain(sha256(content));
    expect(text).not.toContain(content.toString('base64').slice(0, 100));
  });

  test('OTD-REP-10 a list that is far too long is refused as a whole, not item by item', async () => {
    const { status, body } = await post(Array.from({ length: 20_000 }, () => 0));
    expect([status, body]).toEqual([400, { anexos: [expect.stringContaining('20')] }]);
  });

  test('a body around the files has its limit', async () => {
    const { status } = await world.ana.call('POST', PATH, { ...WANTED, motivo: 'x'.repeat(1_100_000) });
    expect(status).toBe(413);
  });

  test('a caller who hangs up half-way sent no JSON: nobody is told of a fault of ours', async () => {
    const half = Object.assign(new PassThrough(), { headers: {} });
    half.write('{"codigoCarteira": ');
    half.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    await expect(receive(half as unknown as Request, {} as Contents)).rejects.toMatchObject({ errorName: 'PARSE' });
  });

  test('more than any request may hold is refused by its announced length', async () => {
    const status = await new Promise((resolve, reject) => {
      const call = httpRequest(`${world.bank.url}${PATH}`, {
        method: 'POST',
        headers: {
          authorization: `Token ${world.ana.token}`,
          'content-type': 'application/json',
          'content-length': 400_000_000,
        },
      });
      call.on('response', (answer) => {
        resolve(answer.statusCode);
        call.destroy();
      });
      call.on('error', reject);
      call.write('{');
    });
    expect(status).toBe(413);
  });
});

describe('where they are kept', () => {
  test('beside the data file, each once; a restart finds them, a reset does not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'transmissora-otdx-'));
    const store = `file:${join(folder, 'data.json')}`;
    const kept = (): string[] =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}$/.test(name));
    try {
      const first = await startTransmissora({ store, now: '2026-03-06T12:00:00Z' });
      await first.otdx.createPortfolio(PORTFOLIO);
      const ana = await administrator(first, 'ana', 'azul');
      const anexos = [file('o mesmo'), file('o mesmo', 'txt')];
      const { hashtask } = (await ana.call('POST', PATH, { ...WANTED, anexos })).body;
      await ana.call('POST', PATH, { ...WANTED, anexos: [file('outro'), file('x', 'exe')] });
      await first.close();
      expect(kept()).toHaveLength(1);
      const second = await startTransmissora({ store });
      const headers = { authorization: `Token ${ana.token}` };
      const answer = await fetch(`${second.url}${PATH}/${hashtask}/anexos/2`, { headers });
      expect(await answer.text()).toBe('o mesmo');
      await second.reset();
      await second.close();
      expect(kept()).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('a snapshot brings requests back with what was attached', async () => {
    const { ana } = world;
    const { hashtask } = (await post([file('guardado')])).body;
    const snapshot = await world.bank.snapshot();
    await world.begin();
    await world.bank.restore(snapshot);
    const answer = await ana.call('GET', `${PATH}/${hashtask}/anexos/1`);
    expect(answer.body).toBe('guardado');
  });
});

describe('reading a body as it comes', () => {
  /** Sends a text in pieces of any size, and gives what was lifted and what was left. */
  async function lift(text: Buffer, sizes: readonly number[]): Promise<{ lifted: string[]; left: string }> {
    const lifted: string[] = [];
    const lifter = new Lifter('arquivo', 1_000_000, (): Lifted => {
      const place = lifted.push('') - 1;
      return {
        append: async (piece) => {
          lifted[place] += piece;
        },
        finish: async () => `@${place}`,
      };
    });
    let from = 0;
    for (const size of [...sizes, text.length]) {
      await lifter.push(text.subarray(from, from + size));
      from += size;
    }
    return { lifted, left: lifter.rest() };
  }

  const content = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  const other = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('arquivo', '"arquivo":"', '\\', '\\"arquivo\\":'),
  );
  const document = fc.record({
    [`a"b`]: other,
    antes: other,
    anexos: fc.array(fc.record({ arquivo: content, nome: other })),
    depois: other,
  });

  test('OTD-REP-10 takes out exactly the contents, wherever the pieces break', async () => {
    await fc.assert(
      fc.asyncProperty(
        document,
        fc.array(fc.integer({ min: 1, max: 7 })),
        fc.boolean(),
        async (value, sizes, pretty) => {
          const text = Buffer.from(JSON.stringify(value, undefined, pretty ? 2 : undefined));
          const { lifted, left } = await lift(text, sizes);
          expect(lifted).toEqual(value.anexos.map(({ arquivo }) => arquivo));
          const marked = value.anexos.map(({ nome }, index) => ({ arquivo: `@${index}`, nome }));
          expect(JSON.parse(left)).toEqual({ ...value, anexos: marked });
        },
      ),
    );
  });

  test('an escaped slash is a slash, also where two pieces meet', async () => {
    const text = Buffer.from('{"arquivo":"a\\/b\\/"}');
    for (let size = 1; size < text.length; size += 1) expect((await lift(text, [size])).lifted).toEqual(['a/b/']);
  });

  test('OTD-REP-10 decodes the same bytes, wherever the pieces break', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.array(fc.nat(9)), (bytes, sizes) => {
        const text = Buffer.from(bytes).toString('base64');
        const decoder = new Base64Decoder();
        const pieces: Buffer[] = [];
        let from = 0;
        for (const size of [...sizes, text.length]) {
          pieces.push(decoder.push(text.slice(from, from + size)) ?? Buffer.from('wrong'));
          from += size;
        }
        expect(Buffer.concat(pieces).equals(Buffer.from(bytes))).toBe(true);
        expect(decoder.isWhole).toBe(true);
      }),
    );
  });
});
