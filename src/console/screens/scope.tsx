import type { FaultMatch } from '../admin-api.js';
import { TextField } from '../parts/field.js';
import { say } from '../speech.js';
import { useView } from '../view.js';
import { ConsentPicker } from './consent-picker.js';

/** To whom something that goes wrong on purpose happens, and how often. The address has both, below these names. */
export function useScope(names: { readonly consent: string; readonly times: string }) {
  const [consentId, setConsentId] = useView(names.consent);
  const [times, setTimes] = useView(names.times);
  const match: FaultMatch = consentId === '' ? {} : { consentId };
  return {
    match,
    often: times.trim() === '' ? {} : { times: Number(times) },
    fields: (
      <>
        <ConsentPicker
          consentId={consentId === '' ? undefined : consentId}
          none={say('faults.everyConsent')}
          onPick={setConsentId}
        />
        <TextField
          label={say('faults.times')}
          value={times}
          placeholder={say('faults.always')}
          onInput={setTimes}
          numeric
        />
      </>
    ),
  };
}
