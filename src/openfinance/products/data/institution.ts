/** The institution this transmitter plays: invented, with valid check digits. */
export const INSTITUTION = {
  name: 'Banco Transmissora S.A.',
  brand: 'Banco Transmissora',
  cnpj: '11222333000181',
  compe: '999',
  ispb: '11222333',
} as const;
