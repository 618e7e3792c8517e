/** What a monitor does with documents and with the checking page: kept, held against digests, given up, missed. */
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { folderOf } from '../../../worker/cli/monitor/folders.ts'
import type { Notice } from '../../../worker/cli/monitor/telling/report.ts'
import { openBlobFolder } from '../../../worker/machine/blob-folder.ts'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import { openMirror } from '../../../worker/machine/mirror-site.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { SECOND } from '../../support/ledger/ledger.ts'
import { inText, type LyingSite, lyingSite } from '../../support/servers/lying-site.ts'

const START = Date.parse('2026-11-30T08:00:00.000Z')
const call = { actor: LOCAL_OPERATOR }
const sender = { account: 'acc-water', role: 'recorder', department: 'dep-water' } as const
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')
const [KEPT, ERASED, NEVER] = ['第一份附件', '第二份附件', '从未上传的附件']

let machine: Machine
let site: LyingSite
let data: string
let folder: string
let decision: string
let entry: number
let minutes = 0

/** One round, an hour after the last. */
async function monitor(): Promise<{ code: number; told: Notice[] }> {
  minutes += 60
  const now = new Date(START + minutes * 60_000)
  const ran = await runCli(['monitor', site.address, '--data', data, '--once', '--json'], { now })
  const lines = ran.out.split('\n').filter((line) => line !== '')
  return { code: ran.code, told: lines.map((line): Notice => JSON.parse(line)) }
}

const kinds = ({ told }: { told: Notice[] }): string[] => told.map(({ kind }) => kind)

async function attach(text: string, isSent = true): Promise<number> {
  const sha256 = digestOf(text)
  const { acts, documents } = machine.services
  if (isSent) await documents.upload(sender, new Blob([text]).stream(), { declared: sha256 })
  const { records } = await acts.act({ actor: sender }, 'decision', 'attached', decision, {
    document: { title: '附件', sha256 },
  })
  return records[0]?.index ?? -1
}

async function heldBy(text: string): Promise<string | null> {
  const dir = join(folderOf(data, site.address), 'documents')
  const blobs = await openBlobFolder({ dir, now: () => new Date(), random: (n) => new Uint8Array(n) })
  const found = await blobs.open(digestOf(text))
  return found === null ? null : new Response(found.stream).text()
}

beforeAll(async () => {
  folder = await newFolder()
  machine = await openMachine({ dataDir: folder })
  const { acts } = machine.services
  await acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  const opened = await acts.open(call, 'decision', 'dep-water', {
    title: '河道整治',
    class: 'ordinary',
    noResponsibility: '无',
  })
  decision = opened.records[0]?.id ?? ''
  await attach(KEPT)
  entry = await attach(ERASED)
  await attach(NEVER, false)
  site = await lyingSite(machine.services)
  data = await newFolder()
})
afterAll(async () => {
  await site.close()
  await machine.close()
})

describe('documents in a mirror', () => {
  it('are fetched, held against their digests, and those that were not to be had are said', async () => {
    const path = `/api/v1/documents/${digestOf(KEPT)}`
    site.lie = { path, bend: () => '另一份文件' }
    const bent = await monitor()
    site.lie = null
    expect(bent.code).toBe(1)
    expect(kinds(bent)).toEqual(expect.arrayContaining(['document', 'lacking']))
    expect(await heldBy(KEPT)).toBeNull()
    expect(await heldBy(ERASED)).toBe(ERASED)
    const mended = await monitor()
    expect(mended).toMatchObject({ code: 0 })
    expect(mended.told.map(({ kind, words }) => [kind, words.en])).toEqual([
      ['lacking', expect.stringContaining('name 3 documents; the bytes of 1 were')],
    ])
    expect(await heldBy(KEPT)).toBe(KEPT)
    expect(await monitor()).toEqual({ code: 0, told: [] })
  })

  it('are served by the mirror, those that it has not as not held', async () => {
    const mirror = await openMirror(folderOf(data, site.address), () => new Date(START))
    const found = await mirror.services.documents.find(null, digestOf(KEPT), 'request')
    expect(await new Response((await found.open()).stream).text()).toBe(KEPT)
    await expect(mirror.services.documents.find(null, digestOf(NEVER), 'request')).rejects.toMatchObject({
      code: 'not_found',
    })
    await mirror.close()
  })

  it('are given up when the entry that names them is erased, and missed when they are withdrawn', async () => {
    await machine.services.erasures.erase({ actor: LOCAL_OPERATOR, approver: SECOND }, entry, {
      ground: 'law',
      authority: '明川市人民法院',
      reason: '判决',
    })
    const erased = await monitor()
    expect(kinds(erased)).toContain('erased')
    expect([await heldBy(ERASED), await heldBy(KEPT)]).toEqual([null, KEPT])
    await rm(join(folder, 'documents'), { recursive: true })
    const missed = await monitor()
    expect(missed.code).toBe(1)
    expect(missed.told.map(({ kind, words }) => [kind, words.en])).toContainEqual([
      'document',
      expect.stringContaining('was served before'),
    ])
    expect(await heldBy(KEPT)).toBe(KEPT)
  })
})

describe('the checking page', () => {
  it('is an alarm when it was never published, a quarter of an hour after it was first seen', async () => {
    const served = { zh: { path: '/log/checkpoint' }, en: { path: '/log/checkpoint' } }
    await machine.services.checkers.publish({ zh: digestOf('页'), en: digestOf('page') })
    site.lie = {
      path: '/.well-known',
      bend: inText('"checkers":null', `"checkers":${JSON.stringify(served)}`),
    }
    const first = await monitor()
    const second = await monitor()
    site.lie = null
    expect(kinds(first)).not.toContain('checker')
    expect(second.code).toBe(1)
    expect(kinds(second)).toContain('checker')
  })
})
