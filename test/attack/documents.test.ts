/** H3, H4: a document has the visibility of what names it, whoever asks, at whatever address, at each moment. */
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Role, roleDepartments } from '../../worker/domain/kinds/account/vocabulary.ts'
import { utf8 } from '../../worker/ledger/bytes.ts'
import { readMigrations } from '../../worker/machine/migrations.ts'
import { createDocuments } from '../../worker/services/documents/documents.ts'
import { LOCAL_OPERATOR, roles } from '../../worker/services/roles.ts'
import type { BlobStore } from '../../worker/store/blobs/blobs.ts'
import {
  documentsIn,
  dropExpired,
  expiredDocuments,
  received,
  reserve,
  sendersOf,
} from '../../worker/store/documents.ts'
import { migrate } from '../../worker/store/migrate.ts'
import { type People, people } from '../support/api/people.ts'
import { freshLedger, OPERATOR, SECOND } from '../support/ledger/ledger.ts'

const call = { actor: OPERATOR }
const erasure = { ground: 'personal_data', authority: '明川市〔2026〕11 号', reason: '附件含个人信息。' }
/** Withholding takes a second person. */
const sealed = {
  visibility: 'sealed',
  ground: 'internal_affairs',
  review: '2026-12-01',
  approver: 'acc-00000000000000000001',
} as const
const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex')

type Reader = 'public' | 'own' | 'other' | Role

describe('a digest', () => {
  it('is found wherever it stands in a body, and nothing else is taken for one', () => {
    const [a, b] = [sha256Of('a'), sha256Of('b')]
    expect(documentsIn({ x: [{ y: { z: a } }, [b, a]], title: `${a} `, n: 1, no: null })).toEqual(
      [a, b].sort(),
    )
    expect(documentsIn({ x: a.toUpperCase(), y: a.slice(1), [a]: 1 })).toEqual([])
  })
})

describe('every way to a document', () => {
  let all: People
  let decision: string
  const cookies = new Map<Reader, string>()

  beforeAll(async () => {
    all = await people()
    const { services } = all.api
    const { records } = await services.acts.open(call, 'decision', 'dep-water', {
      title: '供水方案',
      class: 'ordinary',
      noResponsibility: '无',
    })
    decision = records[0]?.id ?? ''
    cookies.set('public', '')
    cookies.set('own', await all.signIn(await all.grant('recorder', 'dep-water')))
    cookies.set('other', await all.signIn(await all.grant('recorder', 'dep-house')))
    for (const role of ['inspector', 'auditor', 'registrar'] as const)
      cookies.set(role, await all.signIn(await all.grant(role)))
  })

  async function send(text: string, reader: Reader = 'own'): Promise<Response> {
    const headers = {
      cookie: cookies.get(reader) ?? '',
      origin: 'https://ledger.example',
      'content-type': 'application/octet-stream',
    }
    return all.api.request(`/api/v1/documents/${sha256Of(text)}`, {
      method: 'PUT',
      body: utf8(text).slice(),
      headers,
    })
  }

  const attach = async (text: string, visibility: object = {}) =>
    (
      await all.api.services.acts.act({ ...call, ...visibility }, 'decision', 'attached', decision, {
        document: { title: '附件', sha256: sha256Of(text) },
      })
    ).records[0]?.index ?? -1

  /** What each address that could give the document says, in every form of asking. */
  async function seenBy(text: string): Promise<Record<string, number>> {
    const seen: Record<string, number> = {}
    for (const [reader, cookie] of cookies) {
      const path = `/api/v1/documents/${sha256Of(text)}`
      const answers = await Promise.all([
        all.api.get(path, { cookie }),
        all.api.get(`${path}?name=x.pdf`, { cookie }),
        all.api.request(path, { method: 'HEAD', headers: { cookie } }),
        all.api.get(path, { cookie, range: 'bytes=0-0' }),
        all.api.get(path, { cookie, 'if-none-match': `"${sha256Of(text)}"` }),
      ])
      const [first] = answers
      if (first === undefined) throw new Error('no answer')
      const given = answers.map(({ status }) => status < 400)
      expect(given, `${reader}: ${answers.map(({ status }) => status)}`).toEqual(given.map(() => first.ok))
      if (first.ok) expect(await first.text()).toBe(text)
      else for (const one of answers) expect(await one.text()).not.toContain(text)
      const cache = first.headers.get('cache-control')
      seen[reader] = first.status
      const open = seen.public === 200 ? 'public, no-cache' : 'private, no-store'
      expect(cache).toBe(first.ok ? open : 'no-store')
    }
    return seen
  }

  const nobody = { public: 404, own: 404, other: 404, inspector: 404, auditor: 404, registrar: 404 }
  const everybody = { public: 200, own: 200, other: 200, inspector: 200, auditor: 200, registrar: 200 }
  const looks = async () => (await all.log()).filter(({ action }) => action === 'read_document')

  it('is closed before it is sent, and open to the department of its sender before an entry names it', async () => {
    expect(await seenBy('草案')).toEqual(nobody)
    expect((await send('草案')).status).toBe(201)
    expect(await seenBy('草案')).toEqual({ ...nobody, own: 200 })
    expect(await looks()).toEqual([])
  })

  it('does not tell whoever sends the same that others have it', async () => {
    expect((await send('草案', 'other')).status).toBe(201)
    expect((await send('草案', 'other')).status).toBe(200)
    expect(await seenBy('草案')).toEqual({ ...nobody, own: 200, other: 200 })
  })

  it('is open to all when a public entry names it', async () => {
    await send('公开')
    await attach('公开')
    expect(await seenBy('公开')).toEqual(everybody)
  })

  it('is open, when withheld entries alone name it, to those who may read them, and each look is noted', async () => {
    await send('密件')
    const index = await attach('密件', sealed)
    const before = (await looks()).length
    expect(await seenBy('密件')).toEqual({ ...nobody, own: 200, inspector: 200, auditor: 200 })
    const rows = (await looks()).slice(before)
    expect(rows).toHaveLength(15)
    expect(new Set(rows.map(({ subject }) => subject))).toEqual(new Set([String(index)]))
    expect(JSON.stringify([await all.log(), all.api.lines])).not.toContain(sha256Of('密件'))
    // Whoever sends it anew has it already, and learns nothing; it opens nothing to their department.
    await send('密件', 'other')
    expect(await seenBy('密件')).toEqual({ ...nobody, own: 200, inspector: 200, auditor: 200 })
    await attach('密件')
    expect(await seenBy('密件')).toEqual(everybody)
  })

  it('is opened by an entry of its sender or their department alone, not by whoever knows its digest', async () => {
    const { services } = all.api
    const { records } = await services.acts.open(call, 'decision', 'dep-house', {
      title: '房屋方案',
      class: 'ordinary',
      noResponsibility: '无',
    })
    const foreign = { account: 'acc-house', role: 'recorder', department: 'dep-house' }
    const name = (text: string, actor: typeof OPERATOR, on: string, more: object = {}) =>
      services.acts.act({ actor, ...more }, 'decision', 'attached', on, {
        document: { title: '附件', sha256: sha256Of(text) },
      })
    const elsewhere = records[0]?.id ?? ''
    for (const text of ['未入账', '已封存']) await send(text)
    await attach('已封存', sealed)
    for (const text of ['未入账', '已封存'])
      for (const visibility of [{}, sealed]) await name(text, foreign, elsewhere, visibility)
    expect(await seenBy('未入账')).toEqual({ ...nobody, own: 200 })
    expect(await seenBy('已封存')).toEqual({ ...nobody, own: 200, inspector: 200, auditor: 200 })
    await name('未入账', { ...foreign, account: 'acc-water', department: 'dep-water' }, decision)
    expect(await seenBy('未入账')).toEqual(everybody)
  })

  it('is gone, with the reason and the entry, when the last body that named it was erased', async () => {
    const { services } = all.api
    await send('误传')
    const [first, second] = [await attach('误传'), await attach('误传')]
    await services.erasures.erase({ ...call, approver: SECOND }, first, erasure)
    expect(await seenBy('误传')).toEqual(everybody)
    await services.erasures.erase({ ...call, approver: SECOND }, second, erasure)
    expect(Object.values(await seenBy('误传'))).toEqual(Object.values(nobody).map(() => 410))
    const answer = await all.api.get(`/api/v1/documents/${sha256Of('误传')}`, { 'accept-language': 'en' })
    expect(await answer.json()).toMatchObject({
      code: 'gone',
      field: `entries/${second}`,
      detail: expect.stringContaining(`entry ${second}`),
    })
    // The digest itself is gone from the database as well.
    for (const table of ['document', 'document_entry', 'document_draft', 'body', 'record']) {
      const { rows } = await services.ledger.database.client.execute(`SELECT * FROM ${table}`)
      expect([table, JSON.stringify(rows).includes(sha256Of('误传'))]).toEqual([table, false])
    }
  })

  it('does not tell the public of a document that an erased sealed entry named', async () => {
    await send('密而误')
    const index = await attach('密而误', sealed)
    await all.api.services.erasures.erase({ ...call, approver: SECOND }, index, erasure)
    expect(await seenBy('密而误')).toEqual({ ...nobody, own: 410, inspector: 410, auditor: 410 })
  })

  it('is read by no role that is refused the entry', async () => {
    await send('各角色')
    const index = await attach('各角色', sealed)
    for (const role of Object.keys(roles) as Role[]) {
      const departments = roleDepartments[role] === 'always' ? ['dep-water', 'dep-house'] : [null]
      for (const department of departments) {
        const cookie = await all.signIn(await all.grant(role, department))
        const entry = await all.api.get(`/api/v1/entries/${index}/withheld`, { cookie })
        const document = await all.api.get(`/api/v1/documents/${sha256Of('各角色')}`, { cookie })
        expect([role, department, document.ok]).toEqual([role, department, entry.ok])
      }
    }
  })
})

/** A store in memory, and a service over it whose clock the test sets. */
async function store(quotas?: Parameters<typeof createDocuments>[3]) {
  const { ledger, services } = await freshLedger()
  const held = Object.assign(new Map<string, Uint8Array>(), {
    /** What happens while one is deleted. */
    deleting: async (_: string): Promise<void> => undefined,
  })
  const blobs: BlobStore = {
    async put(stream, { expect: declared = '' }) {
      held.set(declared, new Uint8Array(await new Response(stream).arrayBuffer()))
      return { sha256: declared, bytes: held.get(declared)?.length ?? 0, isNew: true }
    },
    async open(sha256) {
      const bytes = held.get(sha256)
      return bytes === undefined ? null : { bytes: bytes.length, stream: new Blob([bytes.slice()]).stream() }
    },
    async delete(sha256) {
      await held.deleting(sha256)
      held.delete(sha256)
    },
  }
  const clock = { days: 0 }
  const later = {
    ...ledger,
    now: () => new Date(ledger.now().getTime() + clock.days * 86_400_000),
  }
  const documents = createDocuments(later, blobs, services.access, quotas)
  const upload = (text: string, account = 'acc-a', department: string | null = 'dep-water') =>
    documents.upload(
      { account, role: department === null ? 'registrar' : 'recorder', department },
      new Blob([text]).stream(),
      { declared: sha256Of(text), length: utf8(text).length },
    )
  return { services, documents, held, clock, upload }
}

describe('what no entry names', () => {
  it('is swept after a day, unless a draft names it', async () => {
    const { services, documents, held, clock, upload } = await store()
    await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
    const { records } = await services.acts.open(call, 'decision', 'dep-water', {
      title: '供水方案',
      class: 'ordinary',
      noResponsibility: '无',
    })
    const record = records[0]?.id ?? ''
    for (const text of ['弃', '草', '记']) await upload(text)
    const document = (text: string) => ({ document: { title: '附件', sha256: sha256Of(text) } })
    await services.acts.act(call, 'decision', 'attached', record, document('记'))
    const { records: granted } = await services.accounts.grant(
      { actor: LOCAL_OPERATOR },
      { post: '记录岗', role: 'recorder', department: 'dep-water' },
    )
    const author = { account: granted[0]?.id ?? '', role: 'recorder', department: 'dep-water' }
    const draft = await services.drafts.begin(author, {
      kind: 'decision',
      verb: 'attach',
      record,
      title: '附件',
      input: document('草'),
    })
    await documents.sweep()
    expect(held.size).toBe(3)
    clock.days = 2
    await documents.sweep()
    expect([...held.keys()].sort()).toEqual([sha256Of('草'), sha256Of('记')].sort())
    await services.drafts.discard(author, draft.id, 1)
    await documents.sweep()
    expect([...held.keys()]).toEqual([sha256Of('记')])
    clock.days = 2000
    await documents.sweep()
    expect([...held.keys()]).toEqual([sha256Of('记')])
  })

  it('stays when it is sent again, or named, while it is being swept, and where no bytes are kept', async () => {
    for (const meanwhile of ['sent again', 'named'] as const) {
      const { services, documents, held, clock, upload } = await store()
      await upload('甲')
      await upload('乙')
      clock.days = 2
      const { deleting } = held
      held.deleting = async (sha256) => {
        held.deleting = deleting
        const other = sha256Of(sha256 === sha256Of('甲') ? '乙' : '甲')
        if (meanwhile === 'sent again') await upload(other === sha256Of('甲') ? '甲' : '乙')
        else
          await services.ledger.database.client.execute({
            sql: "INSERT INTO document_entry (document, entry, standing) VALUES (?, 0, 'public')",
            args: [other],
          })
      }
      await createDocuments(services.ledger, null, services.access).sweep()
      await documents.sweep()
      expect([meanwhile, held.size]).toEqual([meanwhile, 1])
    }
  })

  it('has its room and its day again when it was swept between its reservation and its end', async () => {
    const { services } = await freshLedger()
    const { database } = services.ledger
    const at = (day: number) => `2026-03-0${day}T00:00:00.000Z`
    const row = {
      sha256: sha256Of('慢'),
      account: 'acc-a',
      department: 'dep-water',
      bytes: 9,
      created: at(1),
    }
    expect(await reserve(database, { ...row, expires: at(2) })).toBe(true)
    expect(await reserve(database, { ...row, expires: at(1) })).toBe(false)
    await dropExpired(database, row.sha256, at(1))
    expect(await sendersOf(database, row.sha256)).toMatchObject([{ expires: at(2) }])
    expect(await reserve(database, { ...row, expires: at(3) })).toBe(false)
    expect(await expiredDocuments(database, at(2), 9)).toEqual([])
    await dropExpired(database, row.sha256, at(4))
    await received(database, { ...row, bytes: 3, expires: at(5) })
    expect(await sendersOf(database, row.sha256)).toMatchObject([{ bytes: 3, expires: at(5), named: 0 }])
  })

  it('stays while anybody who sent it has a day left', async () => {
    const { documents, held, clock, upload } = await store()
    await upload('同文')
    clock.days = 0.9
    await upload('同文', 'acc-b', 'dep-house')
    clock.days = 1.5
    await documents.sweep()
    expect(held.size).toBe(1)
    clock.days = 2.5
    await documents.sweep()
    expect(held.size).toBe(0)
  })
})

describe('quotas', () => {
  const most = (documents: number, bytes: number) => ({ documents, bytes })
  const wide = most(1000, 1e9)

  it.each([
    [
      'documents of an account',
      { account: { unnamed: most(2, 1e9), all: wide }, department: { unnamed: wide, all: wide } },
      2,
    ],
    [
      'bytes of an account',
      { account: { unnamed: most(9, 13), all: wide }, department: { unnamed: wide, all: wide } },
      3,
    ],
    [
      'documents of an account in all',
      { account: { unnamed: wide, all: most(4, 1e9) }, department: { unnamed: wide, all: wide } },
      4,
    ],
  ])('%s', async (_, quotas, fit) => {
    const { upload, held } = await store(quotas)
    for (let n = 0; n < fit; n++) expect((await upload(`文${n}`.slice(0, 1) + n)).isNew).toBe(true)
    await expect(upload('再一份')).rejects.toMatchObject({ code: 'quota_reached' })
    expect(held.size).toBe(fit)
    // What was sent before costs nothing, and nobody else pays for it.
    expect((await upload('文0')).isNew).toBe(false)
    expect((await upload('再一份', 'acc-b')).isNew).toBe(true)
  })

  it('of a department hold for all of its accounts together, also for what is sent at once', async () => {
    const quotas = { account: { unnamed: wide, all: wide }, department: { unnamed: most(3, 1e9), all: wide } }
    const { upload, held } = await store(quotas)
    const sent = await Promise.allSettled(
      [...Array(12)].map((_, n) => upload(`文${n}`, `acc-${n % 4}`, 'dep-water')),
    )
    expect(sent.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(3)
    expect(held.size).toBeLessThanOrEqual(3)
    await upload('别部门', 'acc-z', 'dep-house')
  })
})

describe('a ledger of an earlier version', () => {
  it('gets its links when it is opened', async () => {
    const { services } = await freshLedger()
    const { database } = services.ledger
    await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
    const { records } = await services.acts.open(call, 'decision', 'dep-water', {
      title: '供水方案',
      class: 'ordinary',
      noResponsibility: '无',
    })
    const attach = async (text: string, visibility: object = {}) =>
      services.acts.act({ ...call, ...visibility }, 'decision', 'attached', records[0]?.id ?? '', {
        document: { title: `附件 ${text}`, sha256: sha256Of(text) },
      })
    await attach('公开')
    const { records: withheld } = await attach('密件', sealed)
    // As an earlier version kept it.
    const index = withheld[0]?.index ?? -1
    const auditor = { account: 'acc-a', role: 'auditor', department: null }
    const { content } = await services.withheld.read(auditor, index, 'r')
    await database.client.execute('DROP TRIGGER body_no_update')
    await database.client.execute({
      sql: 'UPDATE body SET content = ? WHERE "index" = ?',
      args: [content, index],
    })
    const links = async () =>
      (await database.client.execute('SELECT * FROM document_entry ORDER BY entry')).rows.map((row) => ({
        ...row,
      }))
    const written = await links()
    expect(written).toHaveLength(2)
    for (const table of ['document', 'document_entry', 'document_draft'])
      await database.client.execute(`DROP TABLE ${table}`)
    const migrations = await readMigrations()
    const [name] = migrations.flatMap((one) => (one.sql.includes('TABLE `document_entry`') ? [one.name] : []))
    await database.client.execute({ sql: 'DELETE FROM migration WHERE name = ?', args: [name ?? ''] })
    expect(await migrate(database, migrations)).toEqual([name])
    expect(await links()).toEqual(written)
  })
})
