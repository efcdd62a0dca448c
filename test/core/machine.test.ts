import { describe, expect, test } from '@jest/globals';
import { setup } from 'xstate';
import { compile, step } from '../../src/core/machine.js';

type Light = 'red' | 'green' | 'broken';
type Signal = 'go' | 'stop' | 'repair';

/** A light that can be repaired only where it has a workshop. */
const light = setup({
  types: { context: {} as { workshop: boolean }, input: {} as { workshop: boolean }, events: {} as { type: Signal } },
  guards: { hasWorkshop: ({ context }) => context.workshop },
}).createMachine({
  context: ({ input }) => input,
  initial: 'red',
  states: {
    red: { on: { go: 'green' } },
    green: { on: { stop: 'red' } },
    broken: { on: { repair: { target: 'red', guard: 'hasWorkshop' } } },
  },
});

describe('one step of a machine', () => {
  test('is the state that follows', () => {
    expect(step(light, 'red', { workshop: false }, 'go')).toBe('green');
  });

  test('is undefined where the machine has no such move, or knows no such event', () => {
    expect([step(light, 'red', { workshop: true }, 'stop'), step(light, 'red', { workshop: true }, 'fly')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('asks the guards with the context it was given', () => {
    const repaired = [true, false].map((workshop) => step(light, 'broken', { workshop }, 'repair'));
    expect(repaired).toEqual(['red', undefined]);
  });
});

describe('a compiled machine', () => {
  const kinds = ['city', 'village'] as const;
  const table = compile<(typeof kinds)[number], Light, Signal>(
    light,
    { kinds, states: ['red', 'green', 'broken'], events: ['go', 'stop', 'repair'] },
    (kind) => ({ workshop: kind === 'city' }),
  );

  test('has every state of every kind, with the moves the machine allows there and no other', () => {
    expect(table).toEqual({
      city: { red: { go: 'green' }, green: { stop: 'red' }, broken: { repair: 'red' } },
      village: { red: { go: 'green' }, green: { stop: 'red' }, broken: {} },
    });
  });

  test('answers what the machine answers, for every combination', () => {
    for (const kind of kinds) {
      for (const state of ['red', 'green', 'broken'] as const) {
        for (const event of ['go', 'stop', 'repair'] as const) {
          expect(table[kind][state][event]).toBe(step(light, state, { workshop: kind === 'city' }, event));
        }
      }
    }
  });
});
