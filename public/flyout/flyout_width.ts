/** Narrower than this, half of a window has no room for a form, px. It is so at 200 % zoom of 1600 px. */
const WHOLE_WINDOW_BELOW = 1000;

/** Width of a flyout of endpoints: as the host draws it, the whole window where that is narrow. */
export const FLYOUT_MIN_WIDTH = `clamp(0px, calc((${WHOLE_WINDOW_BELOW}px - 100vw) * 9999), 100vw)`;
