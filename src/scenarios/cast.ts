/** What loading made, by the keys of the file; consents made on the way are added. */
export interface Cast {
  readonly clock: string;
  readonly customers: Readonly<Record<string, { readonly customerId: string }>>;
  readonly consents: Record<
    string,
    { readonly consentId: string; readonly customerId: string; readonly accessToken?: string }
  >;
  /** The tokens of OTDX users, and the hashtasks kept on the way. */
  readonly otdx?: { readonly tokens: Readonly<Record<string, string>>; readonly kept: Record<string, string> };
}
