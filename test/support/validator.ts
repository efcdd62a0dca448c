const wanted = process.env['TRANSMISSORA_VALIDATOR'];

// Embedded banks do not look at the environment: there it is what they start from.
if (wanted) {
  const { SETTINGS } = await import('../../src/settings.js');
  Object.assign(SETTINGS.validator, { fallback: wanted });
}

export {};
