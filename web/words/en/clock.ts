import type { clockZh } from '../zh/clock.ts'

/** Deadlines: words that public pages and the workbench share. */
export const clockEn: typeof clockZh = {
  clock: {
    how: 'How this day was counted',
    caption: 'Day by day',
    day: 'Day',
    what: 'How it counts',
    article: 'Basis',
    weekday: { 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri', 6: 'Sat', 7: 'Sun' },
  },
}
