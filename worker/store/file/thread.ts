/** The thread of one database file: it opens the file, does what it is asked in that order, and indexes beside that. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Tuples } from './connection.ts'
import { faultMessage } from './fault.ts'
import { localClient } from './local.ts'
import { connect, type Place } from './opening.ts'
import type { Asked, Told, Work } from './works.ts'

/** Milliseconds after which answers that are ready do not wait for the rest of their turn. */
const PATIENCE = 1

const port = parentPort
if (port === null) throw new Error('this is the thread of a database, and nothing by itself')

const place: Place = workerData
const connection = connect(place)
const database = { client: localClient(connection) }

async function index(size: number, also: Extract<Work, { does: 'index' }>['also']): Promise<Tuples[]> {
  // What makes the terms is loaded when it is first needed: many who open a database never index.
  const { indexRecords } = await import('../search/indexer.ts')
  await indexRecords(database, size, also)
  return []
}

function answersTo(work: Exclude<Work, { does: 'index' }>): Tuples[] {
  switch (work.does) {
    case 'execute':
      return [connection.execute(work.statement)]
    case 'batch':
      return connection.batch(work.statements, work.mode)
    case 'executeMultiple':
      connection.executeMultiple(work.sql)
      return []
    case 'close':
      connection.close()
      return []
  }
}

port.on('message', (asked: Asked) => {
  let told: Told[number][] = []
  let last = performance.now()
  const tell = (): void => {
    if (told.length > 0) port.postMessage(told)
    told = []
    last = performance.now()
  }
  for (const { id, work } of asked) {
    if (work.does === 'index') {
      index(work.size, work.also).then(
        (answers) => port.postMessage([{ id, answers }]),
        (error: unknown) => port.postMessage([{ id, fault: faultMessage(error) }]),
      )
      continue
    }
    try {
      told.push({ id, answers: answersTo(work) })
    } catch (error) {
      told.push({ id, fault: faultMessage(error) })
    }
    if (performance.now() - last > PATIENCE) tell()
    if (work.does === 'close') {
      tell()
      port.close()
    }
  }
  tell()
})
