import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Route } from '../route.js';
import { say } from '../speech.js';

export type ScreenComponent = ComponentType<{ readonly route: Route }>;

/** A screen that is fetched when it is first shown. */
export function lazyScreen(load: () => Promise<ScreenComponent>): ScreenComponent {
  let loaded: ScreenComponent | undefined;
  return function Lazy({ route }) {
    const [, setReady] = useState(false);
    const [failure, setFailure] = useState('');
    useEffect(() => {
      if (loaded) return;
      load().then(
        (component) => {
          loaded = component;
          setReady(true);
        },
        (error: unknown) => setFailure(String(error)),
      );
    }, []);
    if (failure !== '') return <p class="note note-bad">{failure}</p>;
    const Loaded = loaded;
    return Loaded ? <Loaded route={route} /> : <p class="note">{say('app.loading')}</p>;
  };
}
