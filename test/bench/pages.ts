/** The page of a record, rendered on the server, against a bare Hono handler that answers with JSON. */
import { openMachine } from '../../worker/machine/machine.ts'
import { rateOf, startServer } from './load.ts'
import { atLeast, type Row } from './row.ts'

/** @param folder a data folder with responsibilities in it */
export async function benchPages(folder: string): Promise<Row[]> {
  const machine = await openMachine({ dataDir: folder })
  const { items } = await machine.services.reading.records({ kind: 'responsibility', limit: 1 })
  await machine.close()
  const [record] = items
  if (record === undefined) throw new Error('no record to show')
  const echo = await startServer('echo')
  const bare = await rateOf({ url: `${echo.url}/`, method: 'GET' })
  echo.process.kill()
  const server = await startServer('ledger', folder)
  const url = `${server.url}/zh/responsibilities/${record.id}`
  const bytes = (await (await fetch(url)).arrayBuffer()).byteLength
  const pages = await rateOf({ url, method: 'GET' })
  server.process.kill()
  return [
    atLeast(
      'record page rendered on the server, warm',
      'pages/s',
      pages,
      { name: 'bare Hono handler, small JSON', figure: bare },
      0.25,
      `page of ${Math.round(bytes / 1024)} KiB`,
    ),
  ]
}
