/** Notes on an entry: that it says that something had been entered wrongly, or that it was recorded late. */

/** Days between an event and its record beyond which the gap is pointed out. */
export const NOTABLE_GAP = 5

export const entryNotes = ['corrected', 'annulled', 'put_back', 'late'] as const
export type EntryNote = (typeof entryNotes)[number]

/** Note that an act makes on entries before it; null for one by which nothing had been wrong. @param event as `decision.corrected` */
export function noteOf(event: string): Exclude<EntryNote, 'late'> | null {
  const [, act = ''] = event.split('.')
  if (act === 'corrected' || act.endsWith('_corrected')) return 'corrected'
  if (act === 'annulled') return 'annulled'
  return act === 'reinstated' || act === 'put_back' || act === 'restored' ? 'put_back' : null
}
