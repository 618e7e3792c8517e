/** One-entry POSTs with durable receipts, against the floor, an echo, hypercore's single appends and a PostgreSQL hash chain. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Hypercore from 'hypercore'
import { floorOf } from './floor.ts'
import { CONNECTIONS, costOf, startServer } from './load.ts'
import { postgresRate } from './postgres.ts'
import { POSTED, posted, postRate } from './posting.ts'
import { atLeast, atMost, type Row } from './row.ts'

const SECONDS = 4

export async function benchPosts(): Promise<Row[]> {
  const echo = await startServer('echo')
  const echoed = await costOf(echo, {
    url: `${echo.url}/`,
    method: 'POST',
    body: POSTED,
    headers: { 'content-type': 'application/json' },
  })
  echo.process.kill()

  const { rate: reached, micros, found: floor } = await posted(floorOf)
  const onOneThread = await postRate('onethread')

  const note = `${CONNECTIONS} connections, item of ${POSTED.length} characters, synchronous=FULL`
  const row = (name: string, figure: number | null, least: number, why = note) =>
    atLeast('one-entry POST, durable, with receipt', 'entries/s', reached, { name, figure }, least, why)
  const postgres = await postgresRate(POSTED, SECONDS)
  const rows = `${floor.entries.toLocaleString('en')} entries, ${Math.round(floor.withoutSearch)}/s without search`
  return [
    row('the floor: the same rows, prepared statements, one connection', floor.rate, 0.4, rows),
    row('the same with the database on the thread that answers', onOneThread, 1),
    row('bare Hono handler that parses and echoes', echoed.rate, 0.09),
    atMost(
      'processor time of a one-entry POST, all threads of the server',
      'µs',
      micros,
      { name: 'bare Hono handler that parses and echoes', figure: echoed.micros },
      11,
      note,
    ),
    row('hypercore 11, single appends', await hypercoreRate(POSTED), 0.35),
    row('PostgreSQL with a hash-chain trigger', postgres.rate, 1.5, postgres.note),
  ]
}

async function hypercoreRate(body: string): Promise<number> {
  const core = new Hypercore(await mkdtemp(join(tmpdir(), 'mingzhang-hypercore-')))
  await core.ready()
  const block = Buffer.from(body)
  const started = performance.now()
  let n = 0
  for (; performance.now() - started < SECONDS * 1000; n++) await core.append(block)
  const rate = n / ((performance.now() - started) / 1000)
  await core.close()
  return rate
}
