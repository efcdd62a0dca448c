import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimalFault, withPlaces } from '../../../src/otdx/wire/decimal.js';

const digits = (max: number) => fc.stringMatching(new RegExp(`^\\d{1,${max}}$`));

test('OTD-APR-16 a decimal keeps its value to the last place, however many digits it has', () => {
  fc.assert(
    fc.property(digits(18), fc.option(digits(8)), (whole, part) => {
      const text = part === null ? whole : `${whole}.${part}`;
      expect(decimalFault(text, 8)).toBeUndefined();
      const written = withPlaces(text, 8);
      expect(written).toMatch(/^(0|[1-9]\d*)\.\d{8}$/);
      const units = (decimal: string): bigint => {
        const [before = '', after = ''] = decimal.split('.');
        return BigInt(before + after.padEnd(8, '0'));
      };
      expect(units(written)).toBe(units(text));
      expect(withPlaces(written, 8)).toBe(written);
    }),
  );
});

test('OTD-APR-16 nothing but digits and one point is a decimal', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      if (/^\d{1,18}(\.\d{1,2})?$/.test(text)) return;
      const zeros = /^0+\d{1,18}(\.\d{1,2})?$/.test(text);
      expect(decimalFault(text, 2) === undefined).toBe(zeros);
    }),
  );
});
