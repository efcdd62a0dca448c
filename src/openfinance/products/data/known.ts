/** What is known beforehand, by property name, wherever it stands. `undefined`: the property is left out. */
export type Known = Readonly<Record<string, unknown>>;
