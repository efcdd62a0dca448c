/** The properties of the same object, by name. */
type Siblings = Readonly<Record<string, unknown>>;

/** A value that says "none of these". */
export const isOther = (value: unknown): boolean => typeof value === 'string' && /^OUTR[OA]S?$|_OUTROS?$/.test(value);

/** Explains a sibling that came to "other", and is told in that case alone. */
const EXPLANATION = /(?:^a|A)dditionalInfo$/;
export const isExplanation = (name: string): boolean => EXPLANATION.test(name);

/** Whether the sibling an explanation is named after came to "other"; for one named after none, whether any did. */
export function isCalledFor(name: string, siblings: Siblings): boolean {
  const subject = name.replace(EXPLANATION, '').toLowerCase();
  return Object.entries(siblings).some(([sibling, value]) => sibling.toLowerCase().includes(subject) && isOther(value));
}
