import type { Log } from '../services/log.ts'
import type { Reading } from '../services/reading.ts'
import type { Rulebook } from '../services/rulebook.ts'
import type { StandingService } from '../services/standing/standing.ts'

/** What the pages ask of the reading services. */
export type SiteReading = Pick<
  Reading,
  | 'board'
  | 'boardCounts'
  | 'calendar'
  | 'compare'
  | 'departmentEntries'
  | 'departments'
  | 'entries'
  | 'entry'
  | 'facets'
  | 'linked'
  | 'record'
  | 'records'
  | 'recordsById'
  | 'search'
  | 'stats'
  | 'timeline'
  | 'today'
  | 'version'
> & {
  log: Pick<Log, 'checkpoint' | 'head' | 'origin' | 'place' | 'receipt' | 'verifierKey'>
  standing: Pick<StandingService, 'coverage' | 'standing'>
  rulebook: Pick<Rulebook, 'changes' | 'settings'>
}
