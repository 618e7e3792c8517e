/**
 * `npm run mirrored`: a ledger takes in every register beside the repository, with the delivered files as documents, a monitor mirrors it, the ledger is
 * deleted, and the mirror serves the whole site by itself, which is audited over the network once more. Says so and ends
 * where the registers are not there.
 */
import { existsSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { mirrorsIn } from '../../../worker/cli/monitor/folders.ts'
import type { VerifyResult } from '../../../worker/cli/verify/whole/whole.ts'
import { lists } from '../../../worker/domain/kinds/table.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { openMirror } from '../../../worker/machine/mirror-site.ts'
import { serveApp } from '../../../worker/machine/server.ts'
import { runCli } from '../cli.ts'
import { newFolder } from '../folders.ts'
import { AS_OF, FILES } from '../registers/files.ts'
import { sharedFolder } from '../shared.ts'
import { attachDeliveries, eraseOne, readDocuments } from './documents.ts'

/** Day of a delivery whose files do not say it. */
const MORE: { readonly [mapping: string]: readonly string[] } = {
  'responsibility-list': ['--as-of', '2024'],
}

/** Pages of each list that are asked of the mirror, and records of each that are opened. */
const OPENED = 20

const started = performance.now()
const say = (text: string): void =>
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(7)} s  ${text}`)

async function run(args: readonly string[], home: string): Promise<string> {
  const { code, out, err } = await runCli(args, { home, now: new Date() })
  if (code !== 0)
    throw new Error(`${args.slice(0, 2).join(' ')} ended with ${code}: ${err}${out}`.slice(0, 2000))
  return out
}

/** Every page that is asked for answers, and says that it is a mirror. @returns how many */
async function readAll(url: string, origin: string): Promise<number> {
  let pages = 0
  const open = async (path: string): Promise<void> => {
    const response = await fetch(url + path)
    const text = await response.text()
    if (!response.ok || !text.includes(origin)) throw new Error(`${path}: ${response.status}`)
    pages += 1
  }
  for (const path of ['/zh', '/en', '/zh/ledger', '/zh/verify', '/zh/rules', '/zh/search?q=水'])
    await open(path)
  for (const path of Object.values(lists)) {
    if (path === null) continue
    const { items } = (await (await fetch(`${url}/api/v1/${path}?limit=${OPENED}`)).json()) as {
      items: { id: string }[]
    }
    if (items.length === 0) continue
    const page = await fetch(`${url}/zh/${path}`)
    if (page.status === 404) continue
    await open(`/zh/${path}`)
    for (const { id } of items) {
      const evidence = await fetch(`${url}/api/v1/records/${id}/evidence-file`)
      if (!evidence.ok) throw new Error(`no evidence file of ${id}: ${evidence.status}`)
      await open(`/zh/${path}/${id}`)
    }
  }
  return pages
}

async function main(): Promise<void> {
  const shared = sharedFolder()
  if (shared === null) {
    console.log('The registers are not there (MINGZHANG_SHARED, or ../shared): nothing was tried.')
    return
  }
  const [home, data, mirrors] = [await newFolder(), await newFolder(), await newFolder()]
  const taken: string[] = []
  const delivered: string[] = []
  for (const [mapping, files] of Object.entries(FILES)) {
    const path = join(shared, 'data', files)
    if (!existsSync(path)) continue
    const asOf = AS_OF[mapping]
    const day = asOf === undefined ? [] : ['--as-of', asOf]
    await run(
      [
        'import',
        mapping,
        path,
        '--data',
        data,
        '--skip-rejected',
        '--json',
        ...day,
        ...(MORE[mapping] ?? []),
      ],
      home,
    )
    taken.push(files.split('/')[0] ?? '')
    delivered.push(path)
    say(`imported ${files}`)
  }
  const left = readdirSync(join(shared, 'data')).filter((name) => !taken.includes(name))
  say(`no mapping comes with the program for: ${left.join(', ') || 'none'}`)

  const machine = await openMachine({ dataDir: data })
  const attached = await attachDeliveries(machine, delivered)
  say(`${attached.kept.size} files of the registers are attached, and one to be erased, and one never sent`)
  await machine.services.catchUp()
  await machine.services.catalogue()
  const { origin, verifierKey } = machine.services.log
  const source = await serveApp({
    services: machine.services,
    host: '127.0.0.1',
    port: 0,
    log: () => undefined,
    rules: false,
  })
  say(`the origin serves ${(await machine.services.log.snapshot()).size} entries`)
  await run(['monitor', source.url, '--once', '--data', mirrors], home)
  say('mirrored by monitor, without an alarm')
  await eraseOne(machine, attached)
  const { size } = await machine.services.log.snapshot()
  await run(['monitor', source.url, '--once', '--data', mirrors], home)
  say('a document is erased, and the mirror was told')
  await source.close()
  await machine.close()
  await rm(data, { recursive: true })
  say('the origin is deleted')

  const dir = [...(await mirrorsIn(mirrors)).values()][0] ?? ''
  const mirror = await openMirror(dir, () => new Date())
  const served = await serveApp({
    services: mirror.services,
    host: '127.0.0.1',
    port: 0,
    log: () => undefined,
  })
  say(`${await readAll(served.url, origin)} pages of the mirror answer, and evidence files of their records`)
  say(
    `${await readDocuments(served.url, attached)} bytes of documents from the mirror are those of their digests`,
  )
  const writing = await fetch(`${served.url}/api/v1/departments`, { method: 'POST', body: '{}' })
  say(`writing to it is refused: ${writing.status}`)
  for (const place of [served.url, dir]) {
    const told = JSON.parse(
      await run(['verify', place, '--vkey', verifierKey, '--json'], home),
    ) as VerifyResult
    say(
      `verify ${place === dir ? 'of its folder' : 'over the network'}: ${told.ok ? 'all holds' : 'does not hold'}, ${told.size} entries, ${told.bodies} bodies, ${told.records} records, ${told.catalogues} catalogues`,
    )
    if (!told.ok || told.size !== size) throw new Error('the mirror is not the ledger')
  }
  await served.close()
  await mirror.close()
}

await main()
