/** The access log and the files of cases, day by day, against the digests of them that are entries of the ledger. */
import { DIGESTED, type DigestStream, digestId, digestStreams } from '../../../domain/kinds/digest/digest.ts'
import { addAll } from '../../../domain/record/list/long.ts'
import { digestRows } from '../../../services/daily-digests.ts'
import type { Replay } from '../replay/replay.ts'
import type { Folder } from '../source/folder.ts'
import { bytesIn, type SqlRow, textIn } from '../source/sql.ts'
import { type Checked, found, nothing } from './checked.ts'

/** Rows that a digest of each stream is over, as whoever makes one reads them. */
const ROWS: Readonly<Record<DigestStream, string>> = {
  access: 'SELECT n, at, account, action, subject, request FROM access WHERE day > ? AND day <= ? ORDER BY n',
  cases: 'SELECT n, at, commitment FROM case_act WHERE day > ? AND day <= ? ORDER BY n',
}

const OPEN: Readonly<Record<DigestStream, string>> = {
  access: 'SELECT count(*) AS n FROM access WHERE day > ?',
  cases: 'SELECT count(*) AS n FROM case_act WHERE day > ?',
}

/**
 * Holds the rows of every closed day against its digest, as it is kept and as it was entered. Rows of days that are not
 * closed rest on the machine alone, and it is said how many there are. Memory: the rows of one digest.
 */
export function checkDigests(folder: Folder, replay: Replay): Checked {
  const checked = nothing('digest')
  for (const stream of Object.keys(ROWS) as DigestStream[]) {
    const name = digestStreams[stream]
    const wrong: string[] = []
    let last = ''
    const kept = folder.rows('SELECT day, salt, digest FROM digest WHERE stream = ? ORDER BY day', stream)
    for (const [at, row] of kept.entries()) {
      const day = textIn(row.day)
      if (!holds(folder, replay, stream, row, last, at === kept.length - 1)) wrong.push(day)
      last = day
    }
    const days = new Set(kept.map(({ day }) => digestId(stream, textIn(day))))
    for (const { record } of folder.rows('SELECT record FROM entry WHERE kind = ? AND seq = 1', DIGESTED)) {
      const state = replay.stateOf(textIn(record))
      if (state?.kind === 'digest' && state.stream === stream && !days.has(state.id)) wrong.push(state.day)
    }
    addAll(
      checked.findings,
      found(
        'digest',
        wrong,
        `${name.zh}：@ 的内容与账上的日摘要不符。`,
        `${name.en}: what is kept of @ is not what the digest of that day in the ledger is over.`,
      ),
    )
    const open = Number(folder.rows(OPEN[stream], last)[0]?.n ?? 0)
    if (open > 0)
      checked.unchecked.push({
        zh: `${name.zh}：最近 ${open} 行所在的日子还没有摘要入账，只凭这台机器。`,
        en: `${name.en}: no digest is entered yet of the days of the last ${open} ${open === 1 ? 'row' : 'rows'}, which rest on this machine alone.`,
      })
  }
  return checked
}

function holds(
  folder: Folder,
  replay: Replay,
  stream: DigestStream,
  { day, salt, digest }: SqlRow,
  before: string,
  isLast: boolean,
): boolean {
  const rows = folder.rows(ROWS[stream], before, textIn(day))
  if (digestRows(bytesIn(salt), rows) !== digest) return false
  const state = replay.stateOf(digestId(stream, textIn(day)))
  // A process that was cut short between the row and its entry catches up when it is started again.
  return state?.kind === 'digest' ? state.digest === digest : isLast
}
