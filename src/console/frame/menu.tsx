import { useEffect, useRef } from 'preact/hooks';
import { route } from '../navigation.js';
import { adminToken, language, type Theme, theme } from '../preferences.js';
import { linkTo, type Screen } from '../route.js';
import { say } from '../speech.js';
import type { Word } from '../words/pt.js';
import { Icon } from './icons.js';

const ENTRIES: readonly Screen[] = ['world', 'time', 'traffic', 'scenarios', 'faults', 'verdict', 'otdx'];
/** Screens without an entry of their own belong to another's. */
const WITHIN: Readonly<Partial<Record<Screen, Screen>>> = { consents: 'world', resources: 'world' };

export function Menu() {
  const current = WITHIN[route.value.screen] ?? route.value.screen;
  const list = useRef<HTMLElement>(null);
  // On a narrow page the menu scrolls sideways: where we are stays in sight.
  useEffect(() => {
    const here = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (list.current && here) list.current.scrollLeft = here.offsetLeft - list.current.clientWidth / 3;
  }, [current]);
  return (
    <header class="menu">
      <a class="brand" href={linkTo('world')}>
        <span class="brand-mark" aria-hidden="true">
          ◉
        </span>
        transmissora
      </a>
      <nav ref={list} aria-label={say('app.menu')}>
        <ul>
          {ENTRIES.map((screen) => (
            <li key={screen}>
              <a href={linkTo(screen)} aria-current={screen === current ? 'page' : undefined}>
                <Icon screen={screen} />
                <span>{say(`menu.${screen}` as Word)}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Choices />
    </header>
  );
}

function Choices() {
  return (
    <div class="choices">
      <a href="/docs/" target="_blank" rel="noreferrer">
        {say('app.docs')} ↗
      </a>
      <label>
        <span class="quiet">{say('app.language')}</span>
        <select
          aria-label={say('app.language')}
          value={language.value}
          onChange={({ currentTarget }) => {
            language.value = currentTarget.value === 'en' ? 'en' : 'pt';
          }}
        >
          <option value="pt">Português</option>
          <option value="en">English</option>
        </select>
      </label>
      <label>
        <span class="quiet">{say('app.theme')}</span>
        <select
          aria-label={say('app.theme')}
          value={theme.value}
          onChange={({ currentTarget }) => {
            theme.value = currentTarget.value as Theme;
          }}
        >
          {(['auto', 'light', 'dark'] as const).map((each) => (
            <option key={each} value={each}>
              {say(`app.theme.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {adminToken.value !== undefined && (
        <button
          type="button"
          class="button"
          onClick={() => {
            adminToken.value = undefined;
          }}
        >
          {say('signin.leave')}
        </button>
      )}
    </div>
  );
}
