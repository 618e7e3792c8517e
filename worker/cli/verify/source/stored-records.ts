/** Records as a data folder stores them, with what lies beside them. */
import { BESIDE } from '../../../domain/kinds/rows/beside.ts'
import { besideLine } from '../difference.ts'
import type { Published, Source } from './source.ts'
import { longTextIn, numberIn, numberOrNull, type Reader, type SqlRow, textIn, textOrNull } from './sql.ts'

const PAGE = 500

/** Rows of a table beside the records, of those first logged after one index, up to another. */
const besideOf = (table: string): string =>
  `SELECT b.* FROM record r JOIN ${table} b ON b.source = r.id WHERE r.n > ? AND r.n <= ?`

/** The stored records of a database. */
export function storedRecords(reader: Reader): Pick<Source, 'published' | 'publishedNow'> {
  const rows = recordRows(reader)
  return {
    async *published() {
      for (let after = -1; ; ) {
        const page = reader.all(`${rows} WHERE n > ? ORDER BY n LIMIT ?`, after, PAGE)
        const last = page.at(-1)
        if (last === undefined) return
        const beside = besideIn(reader, after, numberIn(last.n))
        yield page.map((row) => publishedOf(row, beside))
        after = numberIn(last.n)
      }
    },
    async publishedNow(id) {
      const row = reader.first(`${rows} WHERE id = ?`, id)
      if (row === undefined) return null
      const n = numberIn(row.n)
      return publishedOf(row, besideIn(reader, n - 1, n))
    },
  }
}

/** Rows of records, the long text among them as its bytes; a folder of an earlier version has fewer columns. */
function recordRows(reader: Reader): string {
  const columns = reader.all("SELECT name FROM pragma_table_info('record')").map(({ name }) => textIn(name))
  const read = columns.map((name) => (name === 'state' ? 'CAST(state AS BLOB) AS state' : `"${name}"`))
  return `SELECT ${read.join(', ')} FROM record`
}

type BesideLines = ReadonlyMap<string, ReadonlyMap<string, string[]>>

/** Lines of the tables beside the records, by the table and their source; a folder of an earlier version lacks some. */
function besideIn(reader: Reader, after: number, upTo: number): BesideLines {
  const there = new Set(
    reader.all("SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => name),
  )
  return new Map(
    BESIDE.filter(({ table }) => there.has(table)).map(({ table, columns }) => {
      const lines = new Map<string, string[]>()
      for (const row of reader.all(besideOf(table), after, upTo)) {
        const of = lines.get(textIn(row.source)) ?? []
        lines.set(textIn(row.source), of)
        of.push(besideLine(columns.map((column) => valueIn(row[column]))))
      }
      return [table, lines]
    }),
  )
}

function valueIn(value: SqlRow[string] | undefined): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

function publishedOf(row: SqlRow, beside: BesideLines): Published {
  return {
    id: textIn(row.id),
    kind: textIn(row.kind),
    seq: numberIn(row.seq),
    title: textIn(row.title),
    department: textOrNull(row.department),
    type: textOrNull(row.type),
    level: textOrNull(row.level),
    status: textIn(row.status),
    firstIndex: numberIn(row.n),
    lastIndex: numberIn(row.last_index),
    recorded: textIn(row.recorded),
    area: textOrNull(row.area),
    baseline: numberOrNull(row.baseline),
    due: numberOrNull(row.due),
    done: numberOrNull(row.done),
    delay: numberOrNull(row.delay),
    judged: null,
    standing:
      row.altered === undefined
        ? null
        : {
            register: textOrNull(row.register),
            delivered: numberOrNull(row.delivered),
            heard: numberOrNull(row.heard),
            begins: numberOrNull(row.begins),
            ends: numberOrNull(row.ends),
            annulled: numberIn(row.annulled),
            altered: numberIn(row.altered),
            day: numberOrNull(row.day),
            opened: numberOrNull(row.opened),
            amount: numberOrNull(row.amount),
            // None is left out of what a state gives.
            marks: numberOrNull(row.marks) || null,
          },
    state: jsonIn(longTextIn(row.state) ?? ''),
    beside: new Map([...beside].map(([table, lines]) => [table, lines.get(textIn(row.id)) ?? []])),
    // A folder that was never opened with this version has no such column yet.
    derived: row.derived === undefined ? 0 : numberIn(row.derived),
  }
}

function jsonIn(text: string): Published['state'] {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
