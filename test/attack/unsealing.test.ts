/** H4, H6: what was withheld is opened by two persons of the department that keeps it, and as it was committed. */

import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { digestState } from '../../web/verify/digest.ts'
import { checkEntry } from '../../web/verify/entry.ts'
import { checkRecord } from '../../web/verify/record.ts'
import { Replay } from '../../worker/cli/verify/replay/replay.ts'
import { openedIn, unsealingId } from '../../worker/domain/kinds/unsealing/unsealing.ts'
import { utf8 } from '../../worker/ledger/bytes.ts'
import type { Json } from '../../worker/ledger/canonical.ts'
import { parseCheckpoint } from '../../worker/ledger/checkpoint.ts'
import { parseLeaf } from '../../worker/ledger/envelope.ts'
import { parseNote } from '../../worker/ledger/note.ts'
import type { Evidence } from '../../worker/services/read/reading.ts'
import { createUnsealings } from '../../worker/services/records/unsealings.ts'
import { createSite } from '../../worker/site/site.ts'
import { readEntriesFrom, type StoredEntry } from '../../worker/store/log/entries.ts'
import { type Answer, type People, people } from '../support/api/people.ts'
import { OPERATOR, SECOND } from '../support/ledger/ledger.ts'
import { tilesOfLog, treeUnder } from '../support/ledger/tree-of.ts'
import { fakeAssets } from '../support/site/assets.ts'

const sealing = { visibility: 'sealed', ground: 'internal_affairs', review: '2026-12-01' } as const
const WORD = '内部议定之一'
const FILE = '不予公开的附件'
const sha256 = createHash('sha256').update(FILE).digest('hex')
const erasure = { ground: 'personal_data', authority: '明川市〔2026〕11 号', reason: '含个人信息。' }

const ASSETS = fakeAssets

let all: People
let decision: string
let target: number
let author: string
let approver: string
let site: ReturnType<typeof createSite>

beforeAll(async () => {
  all = await people()
  const { acts, reading, standing, rulebook, response, witnesses } = all.api.services
  site = createSite({ reading: { ...reading, standing, rulebook, response, witnesses }, assets: ASSETS })
  const call = { actor: OPERATOR }
  author = await all.signIn(await all.grant('recorder', 'dep-water'))
  approver = await all.signIn(await all.grant('approver', 'dep-water'))
  const opened = await acts.open(call, 'decision', 'dep-water', {
    title: '供水方案',
    class: 'ordinary',
    noResponsibility: '无',
  })
  decision = opened.records[0]?.id ?? ''
  await all.api.request(`/api/v1/documents/${sha256}`, {
    method: 'PUT',
    body: utf8(FILE).slice(),
    headers: { cookie: author, origin: 'https://ledger.example', 'content-type': 'application/octet-stream' },
  })
  const attached = await acts.act(
    { ...call, ...sealing, approver: SECOND },
    'decision',
    'attached',
    decision,
    {
      document: { title: WORD, sha256 },
    },
  )
  target = attached.records[0]?.index ?? -1
})

async function draft(cookie: string, input: object): Promise<Answer> {
  const body = { kind: 'unsealing', verb: 'open', record: null, title: '公开', input }
  const begun = await all.send(cookie, '/api/v1/drafts', body)
  if (begun.status >= 300) return begun
  return all.send(cookie, `/api/v1/drafts/${begun.body.id}/submit`, { version: begun.body.version })
}

/** Records that a search for a text finds. */
async function found(q: string): Promise<string[]> {
  await all.api.services.ledger.follower.flush()
  const { items } = await all.api.services.reading.search({ q })
  return items.map(({ record }) => record.id)
}

const evidence = async (): Promise<Evidence> =>
  (await all.read('', `/api/v1/records/${decision}/evidence`)).body

describe('a withheld text', () => {
  it('is opened by nobody alone, and by nobody of another department or role', async () => {
    const before = await all.api.size()
    const house = await all.signIn(await all.grant('recorder', 'dep-house'))
    for (const role of ['inspector', 'registrar', 'auditor', 'verifier'] as const) {
      const cookie = await all.signIn(await all.grant(role))
      expect([role, (await draft(cookie, { entry: target, reason: '公开' })).status]).toEqual([role, 403])
    }
    expect((await draft(house, { entry: target, reason: '公开' })).status).toBe(403)
    expect((await draft(author, { entry: target, reason: ' ' })).status).toBe(400)
    expect((await draft(author, { entry: target - 1, reason: '公开' })).status).toBe(409)
    expect((await draft(author, { entry: 99_999, reason: '公开' })).status).toBe(404)
    expect((await draft(author, { entry: target, reason: '公开', content: '别的话' })).status).toBe(400)
    const waiting = await draft(author, { entry: target, reason: '期限届满' })
    expect([waiting.status, waiting.body.draft.status]).toEqual([202, 'waiting'])
    expect(await found(WORD)).toEqual([])
    const { id, version } = waiting.body.draft
    const own = await all.send(author, `/api/v1/drafts/${id}/approve`, { version })
    expect(own.status).toBe(403)
    expect((await all.read('', `/api/v1/entries/${target}`)).body).toMatchObject({ body: null, opened: null })
    // Accounts were granted meanwhile; nothing else was recorded.
    expect((await all.api.size()) - before).toBe(5)
  })

  it('is shown to who approves it as a look that is logged, and is public once they did', async () => {
    const { waiting } = (await all.read(approver, '/api/v1/drafts')).body
    const [{ id, version }] = waiting
    const looks = async () => (await all.log()).filter(({ action }) => action === 'read_sealed').length
    const looked = await looks()
    const seen = await all.send(approver, `/api/v1/drafts/${id}/check`, { version })
    expect(JSON.stringify(seen.body)).toContain(WORD)
    expect(await looks()).toBe(looked + 1)
    expect((await all.read('', `/api/v1/documents/${sha256}`)).status).toBe(404)
    const done = await all.send(approver, `/api/v1/drafts/${id}/approve`, { version })
    expect([done.status, done.body.records]).toMatchObject([201, [{ id: unsealingId(target) }]])
    const entry = (await all.read('', `/api/v1/entries/${target}`)).body
    expect(entry).toMatchObject({
      withheld: 'sealed',
      body: null,
      opened: { entry: done.body.records[0].index, content: { document: { title: WORD, sha256 } } },
    })
    const { items } = (await all.read('', `/api/v1/decisions/${decision}/timeline`)).body
    expect(items.at(-1).opened).toEqual(entry.opened)
    const bytes = await all.api.get(`/api/v1/documents/${sha256}`)
    expect(await bytes.text()).toBe(FILE)
    expect((await draft(author, { entry: target, reason: '再次' })).body).toMatchObject({ code: 'unchanged' })
  })

  it('stands on the pages with the day of its opening, in both languages', async () => {
    for (const [lang, word] of [
      ['zh', '即当时记下的原文'],
      ['en', 'Proven to be what was recorded on'],
    ])
      for (const path of [`entries/${target}`, `decisions/${decision}`]) {
        const page = await (await site.request(`/${lang}/${path}`)).text()
        expect([path, page.includes(WORD), page.includes(word ?? '')]).toEqual([path, true, true])
      }
  })

  it('is found by its words, and leads to the entry that withheld it', async () => {
    expect(await found(WORD)).toEqual([unsealingId(target)])
    expect(await found(sha256)).toEqual([])
    const page = await (await site.request(`/zh/search?q=${encodeURIComponent(WORD.slice(1))}`)).text()
    expect(page).toContain(`href="/zh/entries/${target}"`)
    expect(page).not.toContain('kind=unsealing')
  })

  it('is followed: the feed of its record tells of it', async () => {
    const feed = await (await all.api.get(`/feeds/decisions/${decision}.atom`)).text()
    expect(feed).toContain('公开原不予公开的内容')
  })
})

describe('who checks', () => {
  const checked = async (change: (told: Evidence['entries'][number]) => object) => {
    const { checkpoint, entries } = await evidence()
    const told = entries.map((one) => ({ ...one, erasure: null, ...change(one) }))
    const opened = parseCheckpoint(parseNote(checkpoint).text)
    const tree = await treeUnder(opened, tilesOfLog(all.api.services.log))
    return { told, tree, verdicts: told.map((one) => checkEntry(one, tree).good) }
  }

  it('finds in the browser that the opened text is the one that was committed, and no other', async () => {
    expect((await checked(() => ({}))).verdicts).toEqual([true, true])
    const forged = await checked(({ opened }) =>
      opened === null ? {} : { opened: { ...opened, content: { document: { title: '别的话', sha256 } } } },
    )
    expect(forged.verdicts).toEqual([true, false])
    const early = await checked(({ opened, index }) =>
      opened === null ? { opened: { entry: index, recorded: '', content: {}, salt: 'AAAA' } } : {},
    )
    expect(early.verdicts).toEqual([false, true])
  })

  it('finds a page that shows another text than the one that was opened', async () => {
    const { told, tree } = await checked(() => ({}))
    const shown = (content: Json) => ({
      ...{ record: decision, seq: 2, state: '', moments: {} },
      opened: { [target]: digestState(content) },
    })
    const seal = (content: Json) => checkRecord(told, null, shown(content), tree).seals.get(target)
    const content = told.at(-1)?.opened?.content ?? null
    expect(content).toMatchObject({ document: { title: WORD } })
    expect(seal(content)).toMatchObject({ is: 'good' })
    expect(seal({ document: { title: '别的话', sha256 } })).toEqual({ is: 'broken', part: 'shown' })
  })

  it('finds in a replay nothing wrong, and takes no other text for the one that was committed', async () => {
    const entries = await readEntriesFrom(all.api.services.ledger.database, 0, 100)
    expect(bodyFindings(entries)).toEqual([])
    const opening = entries.at(-1)
    if (opening === undefined) throw new Error('no entries')
    const body = JSON.parse(opening.content ?? '')
    const { envelope } = (await all.api.services.reading.entry(opening.index)) ?? {}
    const { envelope: of } = (await all.api.services.reading.entry(target)) ?? {}
    if (envelope === undefined || of === undefined) throw new Error('no entry')
    const opened = (changed: object, sealedAs = of, index = target) =>
      openedIn({ index: opening.index, envelope, body: { ...body, ...changed } }, index, sealedAs) !== null
    expect(opened({})).toBe(true)
    expect(opened({ content: { document: { title: '别的话' } } })).toBe(false)
    expect(opened({ salt: 'x' })).toBe(false)
    expect(opened({ target: target - 1 })).toBe(false)
    expect(opened({}, { ...of, visibility: 'public' })).toBe(false)
    expect(opened({}, of, target - 1)).toBe(false)
  })
})

describe('an erasure of a text that was opened', () => {
  it('takes both copies, and the document', async () => {
    const { erasures } = all.api.services
    const done = await erasures.erase({ actor: OPERATOR, approver: SECOND }, target, erasure)
    expect(done.records).toHaveLength(2)
    const entry = (await all.read('', `/api/v1/entries/${target}`)).body
    expect(entry).toMatchObject({ body: null, opened: null })
    for (const path of [
      `/api/v1/entries/${target}`,
      `/api/v1/decisions/${decision}/timeline`,
      `/api/v1/records/${unsealingId(target)}/evidence`,
    ])
      expect([path, (await (await all.api.get(path)).text()).includes(WORD)]).toEqual([path, false])
    for (const path of [`/zh/decisions/${decision}`, `/zh/entries/${target}`])
      expect([path, (await (await site.request(path)).text()).includes(WORD)]).toEqual([path, false])
    for (let end = 1; end <= WORD.length; end++) expect(await found(WORD.slice(0, end))).toEqual([])
    expect((await all.read('', `/api/v1/documents/${sha256}`)).status).toBe(410)
    expect((await draft(author, { entry: target, reason: '再次' })).status).toBeGreaterThanOrEqual(400)
  })
})

describe('an erasure that names the opening alone', () => {
  it('takes the text where it was withheld as well: it cannot be withheld again by it', async () => {
    const { acts, erasures, ledger } = all.api.services
    const formal = { actor: OPERATOR, approver: SECOND }
    const said = '内部议定之二'
    const document = { title: said, url: 'https://example.org/2' }
    const hidden = await acts.act({ ...formal, ...sealing }, 'decision', 'attached', decision, { document })
    const withheld = hidden.records[0]?.index ?? -1
    const keeper = { account: 'acc-water', role: 'recorder', department: 'dep-water' }
    const opened = await createUnsealings(ledger).open(
      { actor: keeper, approver: SECOND },
      { entry: withheld, reason: '期限届满' },
    )
    const opening = opened.records[0]?.index ?? -1
    expect(await found(said)).not.toEqual([])
    const done = await erasures.erase(formal, opening, erasure)
    expect(done.records.map(({ id }) => id)).toEqual([`era-${opening}`, `era-${withheld}`])
    for (const index of [opening, withheld]) {
      expect((await all.read('', `/api/v1/entries/${index}`)).body).toMatchObject({
        body: null,
        opened: null,
      })
      expect((await all.read('', `/api/v1/entries/${index}`)).body.withheld).toBe('erased')
      // Also of what nobody could read, the page says that it is gone, and where that stands.
      const page = await (await site.request(`/zh/entries/${index}`)).text()
      expect([page.includes('已依法删除'), page.includes(said)]).toEqual([true, false])
    }
    // Wherever the ledger is asked: as a list, a timeline, and with the entry that proves it.
    const changes = (await all.read('', `/api/v1/changes?since=${withheld}&limit=1`)).body.items
    const { items } = (await all.read('', `/api/v1/decisions/${decision}/timeline`)).body
    const line = items.find(({ entry }: { entry: { index: number } }) => entry.index === withheld)
    expect([changes[0].withheld, line.erased, line.opened]).toEqual(['erased', true, undefined])
    const proofs = await evidence()
    const told = proofs.entries.find(({ index }) => index === withheld)
    const by = proofs.erasures.find(({ envelope }) => envelope.record === `era-${withheld}`)
    if (told === undefined || by === undefined) throw new Error('no evidence')
    const head = parseCheckpoint(parseNote(proofs.checkpoint).text)
    const tree = await treeUnder(head, tilesOfLog(all.api.services.log))
    const erasedBy = { ...by, erasure: null }
    expect(told.withheld).toBe('erased')
    expect(checkEntry({ ...told, erasure: erasedBy }, tree).good).toBe(true)
    // Nobody calls a withheld text erased without that entry.
    expect(checkEntry({ ...told, erasure: null }, tree)).toEqual({ good: false, part: 'erasure' })
    const page = await (await site.request(`/zh/decisions/${decision}`)).text()
    expect(page).toContain('正文已依法删除')
    const inspector = await all.signIn(await all.grant('inspector'))
    const look = await all.read(inspector, `/api/v1/entries/${withheld}/withheld`)
    expect([look.status, JSON.stringify(look.body).includes(said)]).toEqual([404, false])
    expect(await found(said)).toEqual([])
    await expect(erasures.erase(formal, withheld, erasure)).rejects.toMatchObject({ code: 'unchanged' })
  })
})

describe('a ledger that was made to open a text which nobody had committed to', () => {
  it('is found out by a replay', async () => {
    const { database, committer } = all.api.services.ledger
    const body = { target: 0, of: 'dep-water', content: { name: '别的话' }, salt: 'AAAA', reason: '伪造' }
    const { size } = (await committer.end.tree()).head
    await committer.submit({
      ...{ key: 'forged', digest: '', actor: OPERATOR, approver: SECOND, before: new Map(), since: size },
      drafts: [
        {
          ...{ kind: 'unsealing.opened', record: unsealingId(0), seq: 1, department: null, body },
          ...{ occurred: '2026-11-23', visibility: 'public' },
        },
      ],
    })
    const found = bodyFindings(await readEntriesFrom(database, 0, 100))
    expect(found).toEqual([size])
    expect((await all.read('', '/api/v1/entries/0')).body).toMatchObject({ opened: null })
  })
})

/** Entries of which a replay says that their bodies are wrong. */
function bodyFindings(entries: readonly StoredEntry[]): (number | null)[] {
  const replay = new Replay()
  for (const { index, leaf, salt, content } of entries) {
    const { record, seq, kind, department } = parseLeaf(leaf)
    replay.take(index, leaf, { index, leaf, salt, content, columns: { record, seq, kind, department } })
  }
  return replay.findings.filter(({ part }) => part === 'body').map(({ index }) => index)
}
