/** Size in pixels of the picture of a record: what sites that show such pictures ask for. */
export const CARD = { width: 1200, height: 630 } as const
