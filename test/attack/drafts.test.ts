/** H2: what is kept beside the ledger moves with its entry or not at all; who is first is told apart. */
import { describe, expect, it } from 'vitest'
import { type Role, roleDepartments } from '../../worker/domain/kinds/account/vocabulary.ts'
import { toHex, utf8 } from '../../worker/ledger/bytes.ts'
import { canonicalJson } from '../../worker/ledger/canonical.ts'
import { sha256 } from '../../worker/ledger/merkle.ts'
import { roles } from '../../worker/services/roles.ts'
import type { Services } from '../../worker/services/services.ts'
import { people } from '../support/api/people.ts'
import { freshDatabase, freshLedger, OPERATOR, SECOND } from '../support/ledger/ledger.ts'
import { askedInTurns } from '../support/ledger/turns.ts'

const call = { actor: OPERATOR }
const input = { name: '取水许可', type: 'licence' }

async function desk() {
  // Asked in turns, as a ledger that is served: so those who race meet at every question to the database.
  const { services } = await freshLedger(askedInTurns(await freshDatabase()))
  await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  const caller = async (role: Role) => {
    const { records } = await services.accounts.grant(call, { post: role, role, department: 'dep-water' })
    return { account: records[0]?.id ?? '', role, department: 'dep-water' }
  }
  const [author, approver, other] = [
    await caller('recorder'),
    await caller('approver'),
    await caller('approver'),
  ]
  const { records } = await services.acts.open(call, 'responsibility', 'dep-water', input)
  const record = records[0]?.id ?? ''
  /** What takes a second person, handed in. */
  async function waiting() {
    const made = await services.drafts.begin(author, {
      kind: 'responsibility',
      verb: 'amend',
      record,
      title: '更名',
      input: { set: { name: `取水许可 ${Math.random()}` }, trigger: 'other', reason: '调整。' },
    })
    const { draft, outcome } = await services.drafts.submit(author, made.id, made.version)
    expect([draft.status, outcome]).toEqual(['waiting', null])
    return draft
  }
  const size = async () => (await services.log.snapshot()).size
  return { services, author, approver, other, record, waiting, size }
}

/** What became of two calls at once: `done`, or the code of the refusal. */
async function raced(...calls: (() => Promise<unknown>)[]): Promise<string[]> {
  const settled = await Promise.allSettled(calls.map((one) => one()))
  return settled.map((one) =>
    one.status === 'fulfilled' ? 'done' : String((one.reason as { code?: string }).code ?? one.reason),
  )
}

describe('two who decide about one draft at once', () => {
  it.each<
    [string, (s: Services, d: Awaited<ReturnType<typeof desk>>, id: string, v: number) => Promise<unknown>]
  >([
    ['its author takes it back', ({ drafts }, { author }, id, v) => drafts.withdraw(author, id, v)],
    ['its author throws it away', ({ drafts }, { author }, id, v) => drafts.discard(author, id, v)],
    ['another gives it back', ({ drafts }, { other }, id, v) => drafts.giveBack(other, id, v, '再议')],
    ['another approves it too', ({ drafts }, { other }, id, v) => drafts.approve(other, id, v)],
  ])('while one approves, %s: one of them wins, and the ledger says which', async (_, act) => {
    const city = await desk()
    const { services, approver, waiting, size } = city
    for (let n = 0; n < 8; n++) {
      const draft = await waiting()
      const before = await size()
      const { id, version } = draft
      const approve = () => services.drafts.approve(approver, id, version)
      const against = () => act(services, city, id, version)
      const [first = '', second = ''] = await (n % 2 === 0
        ? raced(approve, against)
        : raced(against, approve))
      const [approved, acted] = n % 2 === 0 ? [first, second] : [second, first]
      expect(
        [approved, acted].filter((one) => one === 'done'),
        `${approved} ${acted}`,
      ).toHaveLength(1)
      const { rows } = await services.ledger.database.client.execute({
        sql: 'SELECT status, reviewer, entry FROM draft WHERE id = ?',
        args: [id],
      })
      const entered = rows[0]?.status === 'entered'
      expect(await size()).toBe(before + (entered ? 1 : 0))
      if (approved === 'done')
        expect(rows[0]).toMatchObject({ status: 'entered', reviewer: approver.account, entry: before })
    }
  })

  it('links to documents follow the saving that was kept, and go with the draft and its note', async () => {
    const { services, author, approver, record } = await desk()
    const { client } = services.ledger.database
    const sha256 = (n: number) => String(n).padStart(64, '0')
    const inputOf = (n: number) => ({ set: { remark: sha256(n) }, trigger: 'other', reason: '调整。' })
    const linked = async () =>
      (await client.execute('SELECT document FROM document_draft')).rows.map(({ document }) => document)
    const save = (id: string, version: number, n: number) =>
      services.drafts.save(author, id, version, { title: '改', input: inputOf(n) })
    const target = { kind: 'responsibility', verb: 'amend', record, title: '改' }
    const { id } = await services.drafts.begin(author, { ...target, input: inputOf(0) })
    for (let version = 1; version < 9; version++) {
      const outcomes = await raced(
        () => save(id, version, 2 * version),
        () => save(id, version, 2 * version + 1),
      )
      expect(outcomes.toSorted()).toEqual(['conflict', 'done'])
      expect(await linked()).toEqual([sha256(2 * version + outcomes.indexOf('done'))])
    }
    await expect(services.drafts.discard(author, id, 1)).rejects.toMatchObject({ code: 'conflict' })
    expect(await linked()).toHaveLength(1)
    const handed = await services.drafts.submit(author, id, 9)
    const back = await services.drafts.giveBack(approver, id, handed.draft.version, '再议')
    const again = await services.drafts.submit(author, id, back.version)
    // The note of an earlier version, which kept it.
    await client.execute("UPDATE draft SET note = '再议'")
    await services.drafts.approve(approver, id, again.draft.version)
    expect(await linked()).toEqual([])
    expect((await client.execute('SELECT note FROM draft')).rows[0]?.note).toBeNull()
    const other = await services.drafts.begin(author, { ...target, input: inputOf(1) })
    await services.drafts.discard(author, other.id, 1)
    expect(await linked()).toEqual([])
  })

  it('a draft that moved on is not entered by another process that saw it before', async () => {
    const { services, author, approver, waiting, size } = await desk()
    const draft = await waiting()
    const before = await size()
    // The check of the service is passed; the draft is taken back before the entry is written.
    const { committer } = services.ledger
    const submit = committer.submit.bind(committer)
    committer.submit = async (submission) => {
      committer.submit = submit
      await services.drafts.withdraw(author, draft.id, draft.version)
      return submit(submission)
    }
    await expect(services.drafts.approve(approver, draft.id, draft.version)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await size()).toBe(before)
    expect((await services.drafts.read(author, draft.id)).status).toBe('open')
  })
})

describe('keys of repeated requests', () => {
  it('none that a client sends is that of a draft', async () => {
    const { services, author, approver, record, waiting, size } = await desk()
    const draft = await waiting()
    const taken = [`draft-${draft.id}`, `~draft-${draft.id}`, draft.id, `${author.account} draft-${draft.id}`]
    for (const idempotencyKey of taken.slice(0, 3))
      await services.acts
        .act({ actor: { ...author }, idempotencyKey }, 'responsibility', 'updated', record, {
          set: { remark: idempotencyKey },
        })
        .catch((error: { code: string }) => expect(error.code).not.toBe('idempotency_key_reused'))
    const before = await size()
    const { draft: entered } = await services.drafts.approve(approver, draft.id, draft.version)
    expect(entered).toMatchObject({ status: 'entered', entry: before })
  })
})

describe('the digest of a repeated request', () => {
  it('confirms no guess at what is withheld, without the signing key', async () => {
    const { services, record } = await desk()
    const sealed = {
      visibility: 'sealed',
      ground: 'state_secret',
      review: '2026-12-01',
      approver: SECOND,
    } as const
    const bodyOf = (remark: string) => ({ set: { remark }, trigger: 'other', reason: '调整。' })
    const send = (more: object, remark: string) =>
      services.acts.act({ ...call, ...more }, 'responsibility', 'amended', record, bodyOf(remark))
    await send({ ...sealed, idempotencyKey: 'one' }, '密')
    await send({ approver: SECOND, idempotencyKey: 'two' }, '公')
    const { rows } = await services.ledger.database.client.execute(
      "SELECT key, digest FROM submission WHERE key LIKE '% one' OR key LIKE '% two' ORDER BY key",
    )
    const guess = (more: object, remark: string) => {
      const { visibility, ground, review } = {
        visibility: undefined,
        ground: undefined,
        review: undefined,
        ...more,
      }
      const whole = {
        verb: 'responsibility.amended',
        id: record,
        input: bodyOf(remark),
        call: { visibility, ground, review },
      }
      return toHex(sha256(utf8(canonicalJson(JSON.parse(JSON.stringify(whole))))))
    }
    expect(rows.map(({ digest }) => digest)).toEqual([
      expect.not.stringMatching(guess(sealed, '密')),
      guess({}, '公'),
    ])
    // The same request is still the same.
    expect(await send({ ...sealed, idempotencyKey: 'one' }, '密')).toMatchObject({ repeated: true })
    await expect(send({ ...sealed, idempotencyKey: 'one' }, '别')).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    })
  })
})

describe('an account and the way into it', () => {
  it('are made in one transaction: neither stands without the other', async () => {
    const { services } = await freshLedger()
    const { database } = services.ledger
    await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
    await database.client.execute('DROP TABLE api_key')
    const { size } = await services.log.snapshot()
    const wanted = { name: '系统', role: 'system', department: 'dep-water' }
    await expect(services.keys.createWithAccount(call, wanted)).rejects.toThrow()
    expect((await services.ledger.committer.end.refresh()).head.size).toBe(size)
  })
})

describe('a draft that somebody else wrote', () => {
  it('is read by those alone who write and approve drafts there', async () => {
    const all = await people()
    const { drafts } = all.api.services
    const author = await all.grant('recorder', 'dep-water')
    const caller = { account: author, role: 'recorder', department: 'dep-water' }
    const { records } = await all.api.services.acts.open(call, 'responsibility', 'dep-water', input)
    const made = await drafts.begin(caller, {
      kind: 'responsibility',
      verb: 'amend',
      record: records[0]?.id ?? '',
      title: '更名',
      input: { set: { name: '取水许可证核发' }, trigger: 'other', reason: '调整。' },
    })
    const { draft } = await drafts.submit(caller, made.id, made.version)
    expect(draft.status).toBe('waiting')
    for (const role of Object.keys(roles) as Role[]) {
      const departments = roleDepartments[role] === 'never' ? [null] : ['dep-water', 'dep-house']
      for (const department of departments) {
        const cookie = await all.signIn(await all.grant(role, department))
        const { status } = await all.read(cookie, `/api/v1/drafts/${draft.id}`)
        const may = department === 'dep-water' && roles[role].rights.includes('draft.write')
        expect([role, department, status]).toEqual([role, department, may ? 200 : 404])
      }
    }
  })
})
