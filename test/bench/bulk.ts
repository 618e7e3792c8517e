/** A bulk import with derived rows and search, against raw inserts into the same kind of database. */

import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client/sqlite3'
import type { ResponsibilityFields } from '../../worker/domain/kinds/responsibility/fields.ts'
import { type Turn, writeInTurn } from '../../worker/intake/run/target.ts'
import { openMachine } from '../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { itemsFor } from '../support/ledger/items.ts'
import { atLeast, atMost, type Row } from './row.ts'

const CHUNK = 500

/** Imports `count` items into a fresh folder, which is handed back for the audit. */
export async function benchBulk(count: number): Promise<{ rows: Row[]; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-bulk-'))
  const items = itemsFor(count)
  const { seconds, cpu, written } = await importAll(folder, items)
  const contents = items.map((item) => JSON.stringify(item))
  const before = process.cpuUsage()
  const one = await rawSeconds(folder, contents, ['item'])
  const raw = process.cpuUsage(before)
  const all = await rawSeconds(folder, contents.slice(0, Math.ceil(written / 4)), ['a', 'b', 'c', 'd'])
  const rate = count / seconds
  const sizes = `${count.toLocaleString('en')} items of ${Math.round(contents.join('').length / count)} characters, ${CHUNK} a time`
  return {
    folder,
    rows: [
      atLeast(
        'bulk import with derived rows and search',
        'items/s',
        rate,
        { name: 'raw libSQL: as many rows with the same content, one table', figure: count / one },
        0.3,
        sizes,
      ),
      atMost(
        'the same by processor time of all threads, with search',
        'µs an item',
        (cpu * 1e6) / count,
        { name: 'raw libSQL, one table', figure: (raw.user + raw.system) / count },
        3.3,
        sizes,
      ),
      atLeast(
        'the same, counted in rows of all tables',
        'rows/s',
        written / seconds,
        {
          name: 'raw libSQL: as many rows as the import writes, half of them with content',
          figure: written / all,
        },
        0.3,
        `${written.toLocaleString('en')} rows`,
      ),
    ],
  }
}

async function importAll(
  dataDir: string,
  items: readonly ResponsibilityFields[],
): Promise<{ seconds: number; cpu: number; written: number }> {
  // As `import` does: the database on a thread of its own, each part made ready while the one before is written.
  const machine = await openMachine({ dataDir, origin: 'bulk.example/log', shared: false, threaded: true })
  const { acts, deliveries, ledger } = machine.services
  await acts.open({ actor: LOCAL_OPERATOR }, 'department', null, { code: 'bulk', name: '批量导入局' })
  const started = performance.now()
  const parts = Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) =>
    items.slice(i * CHUNK, (i + 1) * CHUNK),
  )
  const used = process.cpuUsage()
  const write = async (added: readonly ResponsibilityFields[], { after, sent }: Turn) => {
    const call = { actor: LOCAL_OPERATOR, after, onSent: sent }
    const { records, repeated } = await deliveries.deliver(call, 'dep-bulk', { added })
    return { entries: records.length, repeated }
  }
  await writeInTurn(parts, write, () => undefined)
  await ledger.follower.flush()
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(used)
  const counts = await Promise.all(
    ['entry', 'body', 'record', 'link', 'tile', '"commit"', 'submission', 'checkpoint'].map(async (name) => {
      const { rows } = await ledger.database.client.execute(`SELECT COUNT(*) AS n FROM ${name}`)
      return Number(rows[0]?.n ?? 0)
    }),
  )
  await machine.close()
  // One row of the search index for each record.
  return {
    seconds,
    cpu: (user + system) / 1e6,
    written: counts.reduce((sum, n) => sum + n, 0) + items.length,
  }
}

/** Inserts the contents into each table, every second one with the full text, as plainly as libSQL allows. */
async function rawSeconds(
  folder: string,
  contents: readonly string[],
  tables: readonly string[],
): Promise<number> {
  const client = createClient({ url: `file:${join(folder, `raw-${tables.length}.db`)}`, concurrency: 1 })
  await client.execute('PRAGMA journal_mode = WAL')
  await client.execute('PRAGMA synchronous = FULL')
  for (const name of tables)
    await client.execute(`CREATE TABLE ${name} (id INTEGER PRIMARY KEY, content TEXT NOT NULL)`)
  const started = performance.now()
  for (let at = 0; at < contents.length; at += CHUNK) {
    const part = contents.slice(at, at + CHUNK)
    await client.batch(
      tables.map((name, t) => ({
        sql: `INSERT INTO ${name} (content) VALUES ${part.map(() => '(?)').join(',')}`,
        args: part.map((content) => (t % 2 === 0 ? content : content.slice(0, 200))),
      })),
      'write',
    )
  }
  const seconds = (performance.now() - started) / 1000
  client.close()
  return seconds
}
