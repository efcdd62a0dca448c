/** The languages of the console. */
export type Language = 'pt' | 'en';
