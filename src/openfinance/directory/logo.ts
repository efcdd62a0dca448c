/** The mark a receiver shows beside the institution's name. */
export const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="12" fill="#0b5d4e"/>' +
  '<path d="M14 20h36M32 20v28" stroke="#fff" stroke-width="8" stroke-linecap="round"/></svg>';
