/** Longest cookie text that is read: Wazuh's holds a name and an id. */
const LONGEST = 2000;

/**
 * The manager that the person chose in Wazuh's own pages: the cookie `currentApi`, URI-encoded twice around `{name, id}`. Anybody can
 * write it: the id is used only where the server lists it.
 */
export function chosenHostIn(cookies: string): string | undefined {
  const id = propertyOf(jsonIn(decodedTwice(cookieIn(cookies, 'currentApi'))), 'id');
  return typeof id === 'string' ? id : undefined;
}

/** The index pattern that the person chose in Wazuh's own pages: the cookie `currentPattern`. */
export function chosenPatternIn(cookies: string): string | undefined {
  const text = decodedTwice(cookieIn(cookies, 'currentPattern'));
  return text !== undefined && /^[A-Za-z0-9*][A-Za-z0-9_.:*,-]{0,199}$/.test(text)
    ? text
    : undefined;
}

function cookieIn(cookies: string, name: string): string | undefined {
  const pair = cookies
    .split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(`${name}=`));
  const text = pair?.slice(name.length + 1);
  return text !== undefined && text.length <= LONGEST ? text : undefined;
}

function decodedTwice(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeURIComponent(decodeURIComponent(text));
  } catch (error) {
    // Not URI-encoded: it is no choice of Wazuh's.
    return undefined;
  }
}

function jsonIn(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    return undefined;
  }
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
