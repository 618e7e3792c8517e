/** The files of cases as they are kept: opened, sorted by case, and checked against the digests in the ledger. */
import type { CaseAct } from '../../domain/case/acts.ts'
import { applyCase } from '../../domain/case/case.ts'
import type { CaseState } from '../../domain/case/state.ts'
import { ledgerDay } from '../../domain/record/date.ts'
import { dayIn } from '../../domain/record/zone.ts'
import {
  caseActAlong,
  caseActsOfDays,
  insertCaseAct,
  readCaseActs,
  resealCaseAct,
} from '../../store/cases.ts'
import { envelopeOf, readEntriesFrom } from '../../store/log/entries.ts'
import { createDailyDigests } from '../daily-digests.ts'
import type { Ledger } from '../open.ts'
import type { OpenedAct } from '../sealing/cases.ts'
import type { Along } from '../submit/call.ts'
import { caseRow, sealingOf } from './lead.ts'
import { createOpened } from './opened.ts'

/** One line as it was opened, and the commitment that stands beside it. */
export interface Line extends OpenedAct {
  n: number
  at: string
  day: string
  committed: string
}

export interface CaseFile {
  state: CaseState
  lines: Line[]
}

/** Case files of one ledger: read, opened with the operator's key, and appended to. */
export function createCaseFiles(ledger: Ledger) {
  const { database } = ledger

  const digests = createDailyDigests(ledger, {
    stream: 'cases',
    // With the ledger itself: also where nobody has ever opened a case, and before anybody has.
    async firstDay() {
      const [first] = await readEntriesFrom(database, 0, 1)
      return first === undefined ? null : ledgerDay(envelopeOf(first).recorded)
    },
    async rowsOf(since, day) {
      const rows = await caseActsOfDays(database, since, day)
      return { rows, last: rows.at(-1)?.n ?? 0 }
    },
  })

  /** Up to which row everything is sealed with the new key, as far as this process has looked. */
  let looked = 0
  const openAll = createOpened()

  return {
    digests,

    /** All files, in the order in which they were opened, and how many rows the key does not open. */
    async all(): Promise<{ files: Map<string, CaseFile>; unopened: number }> {
      const sealing = sealingOf(ledger)
      const lines = new Map<string, Line[]>()
      let unopened = 0
      const rows = await readCaseActs(database)
      const contents = await openAll(rows, sealing)
      for (const [i, { n, at, day, commitment }] of rows.entries()) {
        const opened = contents[i] ?? null
        if (opened === null) {
          unopened++
          continue
        }
        const line = { ...opened, n, at, day, committed: commitment }
        const list = lines.get(opened.act.case)
        if (list === undefined) lines.set(opened.act.case, [line])
        else list.push(line)
      }
      const { zone } = ledger.calendar.days
      const files = new Map<string, CaseFile>()
      for (const [id, list] of lines) {
        const state = list.reduce<CaseState | null>(
          (before, { act }) => applyCase(before, { ...act, day: dayIn(zone, act.at) }),
          null,
        )
        if (state !== null) files.set(id, { state, lines: list })
      }
      return { files, unopened }
    },

    /**
     * Seals with the new key what the old one sealed, row by row: whoever stops it goes on where it was.
     *
     * @param again looks also at rows that this process has looked at before
     * @returns how many rows were looked at, how many were sealed now, and how many neither key opens
     */
    async reseal(again = true): Promise<{ rows: number; sealed: number; unopened: number }> {
      const { reseal } = sealingOf(ledger)
      const all = await readCaseActs(database, again ? 0 : looked)
      const report = { rows: all.length, sealed: 0, unopened: 0 }
      for (const row of all) {
        const anew = await reseal(row.sealed)
        if (anew === 'new') continue
        if (anew === null) report.unopened++
        else {
          await resealCaseAct(database, row, anew)
          report.sealed++
        }
      }
      looked = Math.max(looked, all.at(-1)?.n ?? 0)
      return report
    },

    /** Writes one more line. @returns false when somebody else was first */
    async append(act: Omit<CaseAct, 'at'>, key: string | null): Promise<boolean> {
      return insertCaseAct(database, await caseRow(ledger, act, key))
    },

    /** One more line, for the batch of the entry that it goes with: both or neither. */
    async along(act: Omit<CaseAct, 'at'>, key: string | null): Promise<Along> {
      return caseActAlong(act.case, await caseRow(ledger, act, key))
    },
  }
}

export type CaseFiles = ReturnType<typeof createCaseFiles>
