/** Where the files of each register lie, in the folder of shared data, by the name of its mapping; and their days. */
export const FILES = {
  'nyc-council': 'us-nyc-council-2022/raw',
  'hhs-it': 'us-hhs-itdashboard-2012/csv',
  'uk-gmpp': 'uk-gmpp-2014-2022/raw',
  'ba-works': 'ar-ba-obras-2019-2022/raw',
  'ca-mandates': 'ca-mandate-commitments/raw',
  'ca-requests': 'ca-foi-requests',
  'jp-bills': 'jp-bills-208/edition-1.csv',
  'responsibility-list': 'cn-karamay-power-list/raw',
} as const

export type RegisterName = keyof typeof FILES

/** Day as of which HHS is delivered. */
export const HHS_DAY = '2012-07-31'

/** Registers some rows of which cannot be true, and are rejected. */
export const REJECTING: ReadonlySet<string> = new Set(['ca-requests'])

/** Days of deliveries whose files do not say theirs: the last on which one of its milestones was done; else today. */
export const AS_OF: { readonly [name: string]: string | undefined } = { 'hhs-it': HHS_DAY }
