import { useState } from 'preact/hooks';
import { connection } from '../live.js';
import { TextField } from '../parts/field.js';
import { adminToken } from '../preferences.js';
import { say } from '../speech.js';

/** Asks for the admin token, where the server does. */
export function SignIn() {
  const [text, setText] = useState('');
  const wasRefused = adminToken.value !== undefined;
  return (
    <main class="sign-in">
      <form
        class="panel"
        onSubmit={(event) => {
          event.preventDefault();
          connection.value = 'opening';
          adminToken.value = text.trim();
        }}
      >
        <h1>{say('signin.title')}</h1>
        <p class="quiet">{say('signin.about')}</p>
        <TextField label={say('signin.token')} secret value={text} onInput={setText} />
        {wasRefused && (
          <p class="note note-bad" role="alert">
            {say('signin.wrong')}
          </p>
        )}
        <button type="submit" class="button button-main" disabled={text.trim() === ''}>
          {say('signin.enter')}
        </button>
      </form>
    </main>
  );
}
