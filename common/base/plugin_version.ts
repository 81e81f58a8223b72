/**
 * Version of these sources, in both halves. A browser may run the half of before an upgrade: the host serves it with a `max-age` of a
 * year under a URL that stays the same.
 */
export const PLUGIN_VERSION = '0.1.0';
