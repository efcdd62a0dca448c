import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** A label with what it labels. */
export function Field({
  label,
  children,
}: {
  readonly label: string;
  readonly children: (id: string) => ComponentChildren;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(id)}
    </div>
  );
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** One of several. */
export function Select({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A line of text. `secret`: not shown as it is typed. */
export function TextField({
  label,
  value,
  onInput,
  placeholder = '',
  secret = false,
  numeric = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly placeholder?: string;
  readonly secret?: boolean;
  readonly numeric?: boolean;
}) {
  return (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          {...(secret ? { type: 'password' } : { type: 'text' })}
          inputMode={numeric ? 'decimal' : 'text'}
          autocomplete="off"
          value={value}
          placeholder={placeholder}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
