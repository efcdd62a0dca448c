import { useEffect, useState } from 'preact/hooks';
import { connection, recoveries } from '../live.js';
import { say } from '../speech.js';

/** How long it is said that the connection is back. Milliseconds. */
const SAID_FOR = 4_000;

/** Says that the server is gone, and that it is back. */
export function Banner() {
  const [isBack, setIsBack] = useState(false);
  const times = recoveries.value;
  useEffect(() => {
    if (times === 0) return;
    setIsBack(true);
    const timer = setTimeout(() => setIsBack(false), SAID_FOR);
    return () => clearTimeout(timer);
  }, [times]);
  if (connection.value === 'lost')
    return (
      <p class="banner banner-bad" role="alert">
        {say('link.lost')}
      </p>
    );
  return (
    <p class={isBack ? 'banner banner-good' : 'banner'} role="status" hidden={!isBack}>
      {isBack && say('link.back')}
    </p>
  );
}
