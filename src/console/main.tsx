import { render } from 'preact';
import { Frame } from './frame/frame.js';
import { startLive } from './live.js';
import { startNavigation } from './navigation.js';
import { startPreferences } from './preferences.js';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/screens.css';
import './styles/time.css';
import './styles/play.css';

startPreferences();
startNavigation();
startLive();
const place = document.getElementById('console');
if (place) render(<Frame />, place);
