/** 封账与接续: closes a ledger for good, and begins one that continues a closed one. */
import { decideCatalogued, LAST_CATALOGUE } from '../../domain/kinds/catalogue/catalogue.ts'
import { decideClosed, decideContinued } from '../../domain/kinds/ledger/decide.ts'
import { LEDGER } from '../../domain/kinds/ledger/ledger.ts'
import { UnprovenError } from '../../domain/proof/entry.ts'
import { type Ended, endedIn, parseKeyHistory } from '../../domain/proof/keys.ts'
import { refuse } from '../../domain/record/guard.ts'
import type { Problem } from '../../domain/record/problem.ts'
import { LedgerError } from '../../ledger/error.ts'
import type { Requirement } from '../../store/log/requirement.ts'
import type { createCataloguing } from '../catalogue/catalogue.ts'
import type { Ledger } from '../open.ts'
import type { Log } from '../read/log.ts'
import { LOCAL_OPERATOR } from '../roles.ts'
import { type Outcome, todayOf } from '../submit/call.ts'
import { perform } from '../submit/perform.ts'
import type { LedgerKeys } from './keys.ts'

/** The number of times that the end is begun anew because something else was recorded meanwhile. */
const CLOSINGS = 5

/** Ledger that is continued: the history of its keys, and one of them from elsewhere. */
export interface Continued {
  /** as `/log/keys` of the closed ledger gives it */
  history: string
  /** a key of it that the operator trusts */
  verifierKey: string
  /** where it is published; null where that is not said */
  address: string | null
}

/** End and beginning of one ledger. */
export function createSuccession(
  ledger: Ledger,
  log: Log,
  keys: LedgerKeys,
  cataloguing: ReturnType<typeof createCataloguing>,
) {
  const day = (): string => todayOf(ledger.now(), ledger.calendar.days.zone)

  return {
    /**
     * Closes the ledger, with a last catalogue of its records in the same commit. The checkpoint over it is the last.
     *
     * @param successor verifier key of the ledger that continues it
     */
    async close(successor: string, address: string | null): Promise<Outcome> {
      const described = await keys.described()
      const today = day()
      decideClosed(await keys.state(), described, today, { successor, address })
      const call = { actor: LOCAL_OPERATOR }
      for (let attempt = 1; ; attempt++) {
        let counted: number | null = null
        try {
          return await perform(ledger, call, { verb: 'ledger.close', day: today }, async () => {
            const now = await keys.state()
            const { size } = await log.snapshot()
            counted = size
            const head = size === 0 ? null : await cataloguing.build(size)
            const closed = decideClosed(now, described, today, { successor, address })
            const last = head === null ? [] : [decideCatalogued(today, head, LAST_CATALOGUE)]
            const before = new Map([[LEDGER, now]])
            // No catalogue would count what came in between.
            return { drafts: [...last, ...closed], before, requires: [stillOf(size)] }
          })
        } catch (error) {
          // What failed before anything was counted, or with nothing recorded since, fails for a reason of its own.
          if (counted === null || (await log.snapshot()).size === counted) throw error
          if (attempt === CLOSINGS) throw tooBusy()
        }
      }
    },

    /**
     * Records, as the first entries of this ledger, which one it continues, with the proof of its end.
     *
     * @throws Problem `not_allowed` for one that was not closed in favour of this ledger, `invalid` for a history that
     *   does not hold, `conflict` when something was recorded here already
     */
    async begin({ history, verifierKey, address }: Continued): Promise<{ ended: Ended; outcome: Outcome }> {
      const described = await keys.described()
      const ended = await endOf(history, verifierKey)
      if (ended === null)
        throw refuse(
          'not_allowed',
          '那本账还没有封存：先在那里运行 mingzhang ledger close。',
          'That ledger is not closed: run mingzhang ledger close there first.',
          'history',
        )
      if (ended.successor !== described.verifierKey)
        throw refuse(
          'not_allowed',
          `那本账由 ${ended.successor} 接续，不是这里的 ${described.verifierKey}。`,
          `That ledger goes on with ${ended.successor}, not with the key here, ${described.verifierKey}.`,
          'history',
        )
      if ((await log.snapshot()).size > 0)
        throw refuse(
          'conflict',
          '这本账已经有账目：接续只能记在开头。',
          'This ledger has entries already: what it continues stands at its beginning.',
          'history',
        )
      const { verifierKey: first, checkpoint } = ended
      const outcome = await keys.enter('ledger.continue', (now, of, today) =>
        decideContinued(now, of, today, { verifierKey: first, checkpoint, address, history }),
      )
      return { ended, outcome }
    },
  }
}

/** @throws Problem `invalid` for a history that does not hold under the key */
async function endOf(history: string, verifierKey: string): Promise<Ended | null> {
  try {
    return await endedIn([verifierKey], parseKeyHistory(history))
  } catch (error) {
    if (!(error instanceof LedgerError || error instanceof UnprovenError)) throw error
    throw refuse(
      'invalid',
      `那本账的公钥沿革在 ${verifierKey} 之下不成立：${error.message}`,
      `The history of the keys of that ledger does not hold under ${verifierKey}: ${error.message}`,
      'history',
    )
  }
}

/** Nothing is recorded but behind so many entries. */
function stillOf(size: number): Requirement {
  return {
    what: LEDGER,
    sql: '(SELECT coalesce(max("index") + 1, 0) FROM entry) = ?',
    args: [size],
  }
}

function tooBusy(): Problem {
  return refuse(
    'conflict',
    '清点最后一份记录总目时，一直有别的账目记入，账本没有封存：先停掉写入的服务和导入，再封账。',
    'Other entries kept being recorded while the last catalogue was made, and nothing was closed: stop the servers and imports that write, then close the ledger.',
  )
}
