import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { alarm } from '../../../worker/cli/monitor/alarm.ts'
import { createTelling, mailboxAt, webhookAt } from '../../../worker/cli/monitor/telling/destinations.ts'
import { type Notice, noticeOf } from '../../../worker/cli/monitor/telling/report.ts'
import { folderMailer } from '../../../worker/machine/mail/folder.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'

const LEDGER = { url: 'https://ledger.example.org', origin: 'ledger.example.org/log', verifierKey: 'key' }
const AT = '2026-11-30T08:00:00.000Z'

const notice = (kind: 'forked' | 'grown', n: number): Notice =>
  noticeOf(alarm(kind, { zh: `第 ${n} 件`, en: `matter ${n} <b>` }, { about: String(n) }), LEDGER, AT)
const notices = (n: number): Notice[] =>
  Array.from({ length: n }, (_, i) => notice(i === 0 ? 'forked' : 'grown', i))

describe('what a monitor raises', () => {
  it('comes to a mailbox as one message of the round, in both languages', async () => {
    const dir = await newFolder()
    const telling = createTelling([
      mailboxAt('newsroom@example.org', folderMailer(dir, 'Monitor <monitor@example.org>')),
    ])
    await telling.tell(notices(3), LEDGER.url, () => expect.unreachable())
    const [file, ...more] = readdirSync(dir)
    expect(more).toEqual([])
    const mail = await simpleParser(readFileSync(join(dir, file ?? '')))
    expect(mail.subject).toBe('✗ ledger.example.org/log：1 处不成立 · 1 alarm')
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    for (const part of ['第 0 件', 'matter 2 <b>', '历史分叉 histories part', LEDGER.verifierKey])
      expect(mail.text).toContain(part)
    expect(mail.html).toContain('matter 2 &lt;b&gt;')
    await telling.tell([], LEDGER.url, () => expect.unreachable())
    expect(readdirSync(dir)).toHaveLength(1)
  })

  it('counts what one message does not hold', async () => {
    const dir = await newFolder()
    await createTelling([mailboxAt('a@example.org', folderMailer(dir, 'b@example.org'))]).tell(
      notices(130),
      LEDGER.url,
      () => expect.unreachable(),
    )
    const mail = await simpleParser(readFileSync(join(dir, readdirSync(dir)[0] ?? '')))
    expect(mail.text).toContain('30 more')
  })

  it.each(['webhook', 'mailbox'] as const)(
    'is told to a %s again that did not take it, in its order, and once',
    async (which) => {
      const taken: string[] = []
      let away = true
      const keep = (text: string): void => {
        if (away) throw new Error('away')
        taken.push(text)
      }
      const telling = createTelling([
        which === 'webhook'
          ? webhookAt('https://hooks.example.org', async (_, body) => keep(body))
          : mailboxAt('a@example.org', {
              send: async ({ text }) => {
                if (away) return { was: 'later', why: 'away' }
                keep(text)
                return { was: 'sent' }
              },
            }),
      ])
      const said: string[] = []
      const err = (text: string): number => said.push(text)
      await telling.tell(notices(2), LEDGER.url, err)
      await telling.tell([notice('grown', 2)], 'https://other.example.org', err)
      expect(said.map((text) => /did not take (\d+)/.exec(text)?.[1])).toEqual(['2', '1'])
      away = false
      await telling.tell([notice('grown', 7)], LEDGER.url, err)
      const all = taken.join('\n')
      expect([...all.matchAll(/matter (\d)/g)].map(([, n]) => n)).toEqual(['0', '1', '7'])
      await telling.tell([], LEDGER.url, err)
      expect(taken.join('\n')).toBe(all)
      expect(said).toHaveLength(2)
    },
  )

  it('is never promised by mail that cannot leave', async () => {
    const home = await newFolder()
    const asked = (to: string, env: Record<string, string>) =>
      runCli(['monitor', 'http://127.0.0.1:1', '--once', '--data', home, '--mail', to], { home, env })
    expect(await asked('a@example.org', {})).toMatchObject({ code: 2, out: '' })
    expect(await asked('nobody', { MAIL: 'folder' })).toMatchObject({ code: 2, out: '' })
    const ran = await asked('a@example.org', { MAIL: 'folder' })
    expect(ran.code).toBe(1)
    expect(readdirSync(join(home, 'mail'))).toHaveLength(1)
  })
})
