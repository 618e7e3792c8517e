/** Documents of the public as a browser without a script sends them: all of a form or none, and never a text lost. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkEvidence, parseEvidence } from '../../worker/domain/proof/evidence.ts'
import { sealedContent } from '../../worker/domain/record/spoken/cut.ts'
import { MOST_ATTACHED } from '../../worker/domain/record/spoken/fields.ts'
import { parsePolicy } from '../../worker/ledger/policy.ts'
import { openBlobFolder } from '../../worker/machine/blob-folder.ts'
import { CASE_KEY, type CaseCity, caseCity } from '../support/city/case-city.ts'
import { OPERATOR, SECOND, seededRandom, temporaryFolder } from '../support/ledger/ledger.ts'
import { undivided } from '../support/site/undivided.ts'

const moderator = { account: 'acc-test-moderator', role: 'moderator', department: null } as const

let city: CaseCity

beforeAll(async () => {
  const dir = join(temporaryFolder(), 'documents')
  city = await caseCity(
    CASE_KEY,
    await openBlobFolder({ dir, now: () => new Date(), random: seededRandom() }),
  )
})

async function pageOf(path: string, fields: Record<string, string> | FormData, status: number) {
  const response = await city.submit(path, fields)
  const html = undivided(await response.text())
  expect(response.status, html.slice(0, 4000)).toBe(status)
  return html
}
const codeIn = (html: string): string => /<code>([0-9A-Z-]{19})<\/code>/.exec(html)?.[1] ?? ''
const size = async (): Promise<number> => (await city.services.log.snapshot()).size
const pdf = (text: string): string => `%PDF-1.7\n${text}`

function formOf(code: string, files: readonly (readonly [string, BlobPart])[], nonce = ''): FormData {
  const form = new FormData()
  form.set('code', code)
  if (nonce !== '') form.set('nonce', nonce)
  for (const [name, content] of files) form.append('file', new File([content], name, { type: 'text/html' }))
  return form
}

const asked = async (): Promise<string> => {
  const html = await pageOf('/zh/ask', { type: 'help', title: '路灯', text: '不亮' }, 201)
  expect(html).toContain('action="/zh/m/attached" enctype="multipart/form-data"')
  return codeIn(html)
}

describe('the form for documents', () => {
  it('takes several at once, once, and the receipt proves them', async () => {
    const code = await asked()
    const files = [
      ['现场.pdf', pdf('a')],
      ['\u202Egnp.txt', '第一行'],
    ] as const
    const before = await size()
    const nonce = `act-${'0'.repeat(32)}-attached`
    const done = await pageOf('/zh/m/attached', formOf(code, files, nonce), 200)
    expect(done).toContain('提问人附上文件')
    for (const told of ['现场.pdf', 'PDF · 10 B', 'gnp.txt', '纯文本', '可以附 1 份'])
      expect(done).toContain(told)
    expect(done).not.toContain('\u202E')
    await pageOf('/zh/m/attached', formOf(code, files, nonce), 200)
    expect(await size()).toBe(before + 2)

    const file = await (await city.submit('/zh/m/receipt', { code })).text()
    const evidence = parseEvidence(file)
    expect((await checkEvidence(evidence, parsePolicy(evidence.policy), null)).entries).toHaveLength(4)
    const { state, texts } = await city.services.questions.tracking.look(code)
    expect(file).toContain(texts[1]?.attachment?.sha256)

    const page = async () => undivided(await (await city.get(`/zh/questions/${state.id}`)).text())
    expect(await page()).not.toContain('现场')
    expect(await page()).toContain('收到一份文件，正在审读')
    const publish = (of: number, cuts: object[]) =>
      city.services.questions.moderation.publish({ actor: moderator }, state.id, { of, cuts })
    await publish(3, [])
    await publish(4, [{ field: 'title', from: 0, to: 3, ground: 'personal_data' }])
    const shown = await page()
    for (const told of ['现场.pdf', `/api/v1/documents/${texts[1]?.attachment?.sha256}`, '▮.txt'])
      expect(shown).toContain(told)
    const published = (await city.services.questions.tracking.look(code)).state.texts
    expect(published[1]?.opens).not.toBeNull()
    expect(sealedContent(published[1] ?? { title: null, text: null, asks: [] })).toBe(texts[1]?.content)
    expect(published[2]?.opens).toBeNull()
  })

  it.each<[string, readonly (readonly [string, BlobPart])[], RegExp]>([
    ['nothing', [], /没有选择文件/],
    ['four', [1, 2, 3, 4].map((n) => [`${n}.pdf`, pdf(`${n}`)] as const), /至多 3 份/],
    [
      'a good one beside a page',
      [
        ['好.pdf', pdf('x')],
        ['坏.pdf', '<html>'],
      ],
      /“坏.pdf”：附件只收/,
    ],
    ['one too large', [['大.pdf', pdf('y'.repeat(MOST_ATTACHED.bytes))]], /至多 10 MB/],
    ['an archive of a long name', [[`${'a'.repeat(100_000)}.pdf`, 'PK\u0003\u0004']], /附件只收/],
  ])('keeps nothing of %s, and says what would be right', async (_, files, words) => {
    const code = await asked()
    const before = await size()
    const html = await pageOf('/zh/m/attached', formOf(code, files), 400)
    expect(html).toMatch(words)
    expect(html).toContain('不亮')
    expect(await size()).toBe(before)
  })

  it('answers what is no form of its own with a sentence', async () => {
    const code = await asked()
    await pageOf('/zh/m/attached', { code }, 400)
    await pageOf('/zh/m/attached', formOf('0000-0000-0000-0000', [['a.pdf', pdf('a')]]), 400)
  })

  it('is there for a comment while its draft is open, and says nothing of what became of the comment', async () => {
    const fields = { title: '条例', openAt: '2026-03-01', closeAt: '2026-04-10' }
    const call = { actor: OPERATOR, approver: SECOND }
    const { records } = await city.services.acts.open(call, 'consultation', 'dep-water', fields)
    const html = await pageOf(`/en/consultations/${records[0]?.id}/comment`, { text: 'too narrow' }, 201)
    const code = codeIn(html)
    await pageOf('/en/m/attached', formOf(code, [['plan.pdf', pdf('p')]]), 200)
    const { state } = await city.services.questions.tracking.look(code)
    await city.services.questions.moderation.publish({ actor: moderator }, state.id, { of: 3, cuts: [] })
    const read = (await city.services.questions.tracking.look(code)).state
    expect([read.status, read.texts[1]?.publication]).toEqual(['received', 'published'])
    expect(undivided(await (await city.get(`/en/comments/${state.id}`)).text())).toContain('plan.pdf')
    city.clock.now = Date.parse('2026-04-11T01:00:00Z')
    expect((await city.services.questions.tracking.look(code)).possible).not.toContain('attached')
    await pageOf('/en/m/attached', formOf(code, [['late.pdf', pdf('l')]]), 400)
  })
})
