/** Options of a column whose values need no label in a card, as which the host draws a row in a narrow window. */
export const CARD_LINE = { header: false } as const;

/** Options of a column that cards leave to the panel that they open. Cards with everything in them are screens long. */
export const NOT_IN_CARDS = { show: false } as const;
