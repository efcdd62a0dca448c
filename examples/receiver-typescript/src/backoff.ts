/** The first wait, and the longest. Seconds. */
const FIRST = 1;
const LONGEST = 30;
/** How much longer a wait may be than its nominal length, so that many receivers do not come back at the same instant. */
const JITTER = 0.2;

/** Waits that double, with a little chance, up to a limit. Seconds; it never ends. */
export function* doubling(chance: () => number = Math.random): Generator<number, never> {
  for (let nominal = FIRST; ; nominal = Math.min(nominal * 2, LONGEST)) yield nominal * (1 + JITTER * chance());
}
