/** Time after which a test counts as hung, ms. No test is faster or slower for it; a machine that does other work may take long. */
export const HUNG_AFTER = 60_000;

jest.setTimeout(HUNG_AFTER);
