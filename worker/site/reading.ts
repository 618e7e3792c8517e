import type { Rulebook } from '../services/inspection/rulebook.ts'
import type { StandingService } from '../services/inspection/standing/standing.ts'
import type { Log } from '../services/read/log.ts'
import type { Reading } from '../services/read/reading.ts'
import type { ResponseService } from '../services/response/response.ts'
import type { Witnesses } from '../services/witnesses/witnesses.ts'

/** Part of the reading services that pages ask. */
export type SiteReading = Omit<Reading, 'changes' | 'evidence' | 'log' | 'places' | 'saidLast'> & {
  log: Pick<
    Log,
    'ended' | 'expected' | 'followed' | 'snapshot' | 'mirror' | 'origin' | 'place' | 'receipt' | 'verifierKey'
  >
  standing: Pick<StandingService, 'coverage' | 'standing'>
  rulebook: Pick<Rulebook, 'changes' | 'settings'>
  response: ResponseService
  witnesses: Pick<Witnesses, 'state'>
}
