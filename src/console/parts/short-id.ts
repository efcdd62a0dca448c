/** The last part of a URN: enough to tell consents apart. */
export const shortId = (consentId: string): string => `…${consentId.slice(-12)}`;
