/**
 * How long a test, a hook, or what it waits for may take, in milliseconds: far more than ten times what an idle
 * machine needs. It ends a test that hangs; it says nothing about speed, which `npm run bench` measures.
 */
export const PATIENCE = 600_000
