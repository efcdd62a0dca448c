import { useAnswer } from '../answers.js';
import { shortId } from '../parts/short-id.js';
import { Select } from '../parts/field.js';
import { say } from '../speech.js';

/** Chooses a consent, or none. */
export function ConsentPicker({
  consentId,
  none,
  onPick,
}: {
  readonly consentId: string | undefined;
  /** What choosing none means. */
  readonly none: string;
  readonly onPick: (consentId: string) => void;
}) {
  const { value: consents } = useAnswer('GET /consents');
  const { value: customers } = useAnswer('GET /customers');
  const nameOf = (customerId: string): string =>
    customers?.customers.find((each) => each.customerId === customerId)?.name ?? customerId;
  const known = consents?.consents ?? [];
  const choices = known.map((consent) => ({
    value: consent.consentId,
    text: `${nameOf(consent.customerId)} · ${consent.status} · ${shortId(consent.consentId)}`,
  }));
  const isUnknown = consentId !== undefined && !known.some((each) => each.consentId === consentId);
  return (
    <Select
      label={say('time.consent')}
      value={consentId ?? ''}
      choices={[
        { value: '', text: none },
        ...choices,
        ...(isUnknown ? [{ value: consentId, text: shortId(consentId) }] : []),
      ]}
      onChange={onPick}
    />
  );
}
