/** The strands of a line: what an entry belongs to, by what it is called. Pure. */
import { isOpening } from '../../../worker/domain/kinds/table.ts'

/** In the order in which they are offered. */
export const STRANDS = ['decision', 'execution', 'changes', 'flags'] as const
export type Strand = (typeof STRANDS)[number]

/** How a decision comes about. */
const DECIDING: ReadonlySet<string> = new Set([
  'opened',
  'step_started',
  'step_concluded',
  'opinion_recorded',
  'decided',
  'attached',
])

/** What is done about it. */
const DOING: ReadonlySet<string> = new Set([
  'executed',
  'reported',
  'measured',
  'completed',
  'evaluated',
  'started',
  'claimed',
  'verified',
  'answered',
  'accepted',
  'disputed',
  'effected',
  'ended',
])

/** The strand of an entry (`milestone.reported`): whatever neither decides nor carries out puts something otherwise. */
export function strandOf(event: string): Strand {
  const verb = event.split('.')[1] ?? ''
  if (event.startsWith('flag.')) return 'flags'
  if (DECIDING.has(verb)) return 'decision'
  return DOING.has(verb) || isOpening(event) ? 'execution' : 'changes'
}

/** The strand that a reader asked for; null for all of them. */
export function strandIn(asked: string | null): Strand | null {
  return STRANDS.find((one) => one === asked) ?? null
}
