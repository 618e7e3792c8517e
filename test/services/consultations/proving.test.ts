/** For whom a comment speaks: what a domain carried on a day, looked at once, and nothing that leads inside. */
import { describe, expect, it } from 'vitest'
import { txtOverHttps } from '../../../worker/machine/names/https.ts'
import { createTxtLookup } from '../../../worker/machine/names/node.ts'
import { createProving, parseDomain, RECORD_NAME } from '../../../worker/services/consultations/proving.ts'
import { reportTable } from '../../../worker/services/consultations/report.ts'
import type { Hook } from '../../../worker/services/webhooks/hook.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const moderator = { account: 'acc-test-moderator', role: 'moderator', department: null } as const
const call = { actor: OPERATOR, approver: SECOND }

describe('the name of a domain', () => {
  it.each([
    ['example.org', 'example.org'],
    [' Example.ORG. ', 'example.org'],
    ['例子.中国', 'xn--fsqu00a.xn--fiqs8s'],
    ['ｅxample.org', 'example.org'],
  ])('%s is taken as %s', (given, domain) => {
    expect(parseDomain(given, 'ledger.example')).toBe(domain)
  })

  it.each([
    '',
    'example',
    'https://example.org',
    'example.org/x',
    'example.org:8443',
    'user@example.org',
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '[::1]',
    'localhost',
    'a.localhost',
    'router.local',
    'db.internal',
    'ledger.example',
    'www.ledger.example',
    'ex ample.org',
    'exa\u202Emple.org',
    'example.123',
    '-a.example.org',
    `${'a'.repeat(63)}.`.repeat(5),
    'a'.repeat(100_000),
    'example.org\r\nhost: x',
  ])('%j is refused before anything is asked', (given) => {
    expect(() => parseDomain(given, 'ledger.example')).toThrow(/alone/)
  })
})

/** A comment, with what its domain carries. */
async function world() {
  const { ledger, services } = await freshLedger()
  await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  const opened = await services.acts.open(call, 'consultation', 'dep-water', {
    title: '条例',
    openAt: '2026-03-01',
    closeAt: '2026-04-10',
  })
  const consultation = opened.records[0]?.id ?? ''
  const asked: string[] = []
  const carries = { txt: [] as string[], file: '', status: 200 }
  const hook: Hook = async ({ url, read }) => {
    asked.push(url)
    return { status: carries.status, retryAfter: null, text: carries.file.slice(0, read), why: '' }
  }
  const proving = createProving(ledger, {
    hook,
    txt: async (name) => {
      asked.push(name)
      return carries.txt
    },
  })
  const comment = async (more: object = {}) => {
    const made = await services.consultations.receive(consultation, {
      text: '太窄',
      submitter: 'organisation',
      ...more,
    })
    const { state } = await services.questions.tracking.look(made.code)
    return { ...made, line: proving.toProve(state)?.text ?? '' }
  }
  return { services, proving, comment, carries, asked, consultation }
}

describe('a record on a domain', () => {
  it('is entered with its day and means, sealed, and told once a moderator has published it', async () => {
    const { services, proving, comment, carries, asked, consultation } = await world()
    const { id, code, line } = await comment({ name: '河边的人' })
    expect(line).toContain(id)
    carries.txt = ['v=spf1 -all', line]
    await proving.prove(code, 'Example.org')
    expect(asked).toEqual([`${RECORD_NAME}.example.org`])
    const { publish } = services.questions.moderation
    const before = (await services.reading.record(id))?.state
    expect(JSON.stringify(before)).not.toMatch(/example\.org|河边/)
    await publish({ actor: moderator }, id, { of: 3, cuts: [] })
    await publish({ actor: moderator }, id, {
      of: 2,
      cuts: [{ field: 'name', from: 0, to: 2, ground: 'personal_data' }],
    })
    const state = (await services.reading.record(id))?.state
    expect(state).toMatchObject({
      status: 'published',
      texts: [
        { name: '▮的人', text: '太窄', proof: null },
        { proof: { domain: 'example.org', means: 'dns', on: '2026-03-02' }, text: null },
      ],
    })
    await expect(proving.prove(code, 'example.org')).rejects.toThrow(/already/)
    await services.acts.act(call, 'consultation', 'closed_early', consultation, { reason: '测试' })
    await services.acts.act(call, 'consultation', 'reported', consultation, {
      groups: [{ id: 'g', title: '路', comments: [id], outcome: 'noted', reason: '留作参考' }],
    })
    expect(reportTable(await services.consultations.report(consultation))).toContain(
      '社会组织“▮的人”（自称）（example.org，2026-03-02 凭域名的 TXT 记录核实）',
    )
  })

  it.each<[string, (line: string) => { txt?: string[]; file?: string; status?: number }, boolean]>([
    ['its file', (line) => ({ file: `other\r\n ${line} \r\n` }), true],
    ['a file behind a redirect', (line) => ({ file: line, status: 302 }), false],
    ['a page of errors that quotes it', (line) => ({ file: line, status: 404 }), false],
    ['a file that says more in the line', (line) => ({ file: `${line}x` }), false],
    ['a huge file with the line at its end', (line) => ({ file: `${'x\n'.repeat(50_000)}${line}` }), false],
    ['a record for another comment', (line) => ({ txt: [`${line.slice(0, -1)}~`] }), false],
    ['the line after a thousand others', (line) => ({ txt: [...new Array(1000).fill('x'), line] }), false],
    ['nothing', () => ({}), false],
  ])('is told apart: %s', async (_, set, holds) => {
    const { services, proving, comment, carries } = await world()
    const { id, code, line } = await comment()
    Object.assign(carries, set(line))
    const done = proving.prove(code, 'example.org')
    if (holds) await done
    else await expect(done).rejects.toThrow(/Nothing was entered/)
    expect((await services.reading.record(id))?.state.seq).toBe(holds ? 3 : 2)
  })
})

describe('a resolver', () => {
  const over = (answer: object, status = 200) =>
    txtOverHttps(
      'https://dns.example/q',
      async () => new Response(JSON.stringify(answer), { status }),
    )('a.example')

  it('over HTTPS gives texts with their parts joined, nothing for no name, and fails where it does not know', async () => {
    const Answer = [
      { type: 5, data: 'b.example.' },
      { type: 16, data: '"one " "t\\"wo"' },
      { type: 16, data: 'bare' },
    ]
    expect(await over({ Status: 0, Answer })).toEqual(['one t"wo', 'bare'])
    expect(await over({ Status: 3 })).toEqual([])
    for (const wrong of [
      over({ Status: 2 }),
      over({}, 500),
      over({ Status: 0, Answer: [{ type: 16, data: 1 }] }),
    ])
      await expect(wrong).rejects.toThrow()
  })

  it('of a machine tells nothing from nobody', async () => {
    const failing = (code: string) => ({
      resolveTxt: async () => {
        throw Object.assign(new Error(code), { code })
      },
    })
    expect(await createTxtLookup(failing('ENODATA'))('a.example')).toEqual([])
    await expect(createTxtLookup(failing('ETIMEOUT'))('a.example')).rejects.toThrow('ETIMEOUT')
    expect(await createTxtLookup({ resolveTxt: async () => [['a', 'b'], ['c']] })('a.example')).toEqual([
      'ab',
      'c',
    ])
  })
})
