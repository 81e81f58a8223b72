/** Another one each time; a failing run is repeated by its own: `ISOLATION_SEED=…`. */
export const faultSeed = Number(process.env.ISOLATION_SEED ?? Date.now() % 1_000_000);
