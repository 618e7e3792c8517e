/** Following: nobody is subscribed by another, each entry is told once, what was erased is told to nobody. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Mail } from '../../../worker/services/mail/mailer.ts'
import { BASE, besides, call, type MailWorld, mailWorld, tokenIn } from '../../support/following/world.ts'

const READER = 'reader@example.net'
const DEPARTMENT = '/departments/dep-water'
const LIST = '/responsibilities?department=dep-water'

let world: MailWorld
beforeEach(async () => {
  world = await mailWorld()
})

const told = (mails: readonly Mail[], title: string): Mail[] =>
  mails.filter(({ text }) => text.includes(title))

describe('asking and confirming', () => {
  it('nothing is told before the reader has confirmed, and all that comes after', async () => {
    await world.following.ask({ topic: DEPARTMENT, email: READER, cadence: 'now', lang: 'zh' })
    await world.list('之前的事项')
    await world.settle()
    expect(world.mails.map(({ subject }) => subject)).toEqual(['请确认关注：水务局'])
    await world.following.confirm(tokenIn(world.mails[0]?.text ?? '', 'confirm'))
    await world.list('之后的事项')
    await world.settle()
    expect(told(world.mails, '之前的事项')).toEqual([])
    expect(told(world.mails, '之后的事项')).toHaveLength(1)
  })

  it('the code in the message does as well as its link, and ten wrong ones spoil it', async () => {
    await world.following.ask({ topic: DEPARTMENT, email: READER, cadence: 'daily', lang: 'en' })
    await world.settle()
    const [, code = ''] = /: (\d{8})/.exec(world.mails[0]?.text ?? '') ?? []
    const wrong = code === '00000000' ? '00000001' : '00000000'
    await expect(world.following.confirmByCode(READER, wrong)).rejects.toThrow(/ask to follow again/)
    await expect(world.following.confirmByCode('other@example.net', code)).rejects.toThrow(
      /ask to follow again/,
    )
    expect(
      (await world.following.confirmByCode('READER@example.net', ` ${code.slice(0, 4)} ${code.slice(4)}`))
        .topic,
    ).toBe(DEPARTMENT)

    await world.following.ask({ topic: LIST, email: READER, cadence: 'daily', lang: 'en' })
    await world.settle()
    const [, second = ''] = /: (\d{8})/.exec(world.mails[1]?.text ?? '') ?? []
    for (let n = 0; n < 10; n++)
      await expect(
        world.following.confirmByCode(READER, second === '11111111' ? '22222222' : '11111111'),
      ).rejects.toThrow()
    await expect(world.following.confirmByCode(READER, second)).rejects.toThrow()
    await world.following.confirm(tokenIn(world.mails[1]?.text ?? '', 'confirm'))
  })

  it('a link may be used again, and not after seven days', async () => {
    await world.following.ask({ topic: DEPARTMENT, email: READER, cadence: 'now', lang: 'zh' })
    await world.following.ask({ topic: LIST, email: READER, cadence: 'now', lang: 'zh' })
    await world.settle()
    const [first = '', second = ''] = world.mails.map(({ text }) => tokenIn(text, 'confirm'))
    for (const _ of [1, 2, 3]) await world.following.confirm(first)
    world.clock.minutes(7 * 24 * 60 + 1)
    await world.following.confirm(first)
    await expect(world.following.confirm(second)).rejects.toThrow()
    await world.following.tidy()
    await expect(world.following.look(second)).rejects.toThrow()
  })

  it('an address is asked three times a day at most, and nobody is told', async () => {
    for (let n = 0; n < 6; n++)
      await world.following.ask({ topic: DEPARTMENT, email: READER, cadence: 'now', lang: 'zh' })
    await world.settle()
    expect(world.mails).toHaveLength(3)
    world.clock.minutes(24 * 60 + 1)
    await world.following.ask({ topic: DEPARTMENT, email: READER, cadence: 'now', lang: 'zh' })
    await world.settle()
    expect(world.mails).toHaveLength(4)
  })

  it.each([
    '',
    '/',
    '/nowhere',
    '/departments/dep-none',
    '/decisions/dep-water',
    '/rules/Z99',
    '/milestones?colour=red',
    '/milestones?status=lost',
    '/search',
    'https://[',
    `/search?q=${'长'.repeat(300)}`,
  ])('no one can follow %s', async (topic) => {
    await expect(
      world.following.ask({ topic, email: READER, cadence: 'now', lang: 'zh' }),
    ).rejects.toMatchObject({ field: 'topic' })
  })

  it('no token that was not made here is taken, for anything', async () => {
    await world.follow(READER, DEPARTMENT)
    await world.list('事项')
    await world.settle()
    const leave = tokenIn(world.mails.at(-1)?.text ?? '', 'manage')
    const confirm = tokenIn(world.mails[0]?.text ?? '', 'confirm')
    for (const token of [
      '',
      'x',
      confirm,
      `${leave}0`,
      leave.slice(0, -1),
      leave.replace(/.$/, (c) => (c === '0' ? '1' : '0')),
    ])
      await expect(world.following.leave(token)).rejects.toThrow()
    await expect(world.following.confirm(leave)).rejects.toThrow()
    expect((await world.following.following(leave)).topics).toHaveLength(1)
  })

  it('addresses lie sealed in the database', async () => {
    await world.follow(READER, DEPARTMENT)
    const { rows } = await world.ledger.database.client.execute(
      'SELECT address || hash AS told FROM follower',
    )
    expect(rows.map(({ told: text }) => String(text)).join()).not.toMatch(/reader|example\.net/)
  })
})

describe('what is told', () => {
  it('one message a time, each entry once, with all reasons', async () => {
    await world.follow(READER, DEPARTMENT)
    await world.follow(READER, LIST)
    const before = world.mails.length
    await world.list('甲事项')
    await world.list('乙事项')
    await world.settle()
    await world.settle()
    expect(world.mails.length - before).toBe(1)
    const { text = '', html = '', headers, messageId } = world.mails.at(-1) ?? {}
    expect(text.match(/^甲事项$/gm)).toHaveLength(1)
    expect(text.match(/因为你关注了“水务局”、“权责事项：水务局”/g)).toHaveLength(2)
    expect(html).not.toMatch(/<img|<script|style=|http-equiv/i)
    const token = tokenIn(text, 'manage')
    expect(headers).toMatchObject({
      'List-Id': '<follow.ledger.example>',
      'List-Unsubscribe': `<${BASE}/u/${token}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
      Precedence: 'bulk',
    })
    expect(messageId).toMatch(/^<[0-9a-f]{40}@ledger\.example>$/)
  })

  it('at once means ten minutes apart; daily and weekly come at eight', async () => {
    await world.follow(READER, DEPARTMENT, 'now')
    await world.follow('daily@example.net', DEPARTMENT, 'daily')
    await world.follow('weekly@example.net', DEPARTMENT, 'weekly')
    world.mails.length = 0
    const days = (): string[] => world.mails.map(({ to }) => to)
    await world.list('一')
    await world.settle()
    await world.list('二')
    await world.settle()
    expect(days()).toEqual([READER])
    world.clock.minutes(11)
    await world.settle()
    expect(days()).toEqual([READER, READER])
    // 2026-03-02 was a Monday, 09:00 in China: the next eight o'clock is on Tuesday, the next Monday a week later.
    world.clock.minutes(22 * 60)
    await world.settle()
    expect(days()).toEqual([READER, READER])
    world.clock.minutes(60)
    await world.settle()
    expect(days().slice(2)).toEqual(['daily@example.net'])
    expect(told(world.mails.slice(2), '一')[0]?.text).toContain('二')
    world.clock.minutes(6 * 24 * 60)
    await world.settle()
    expect(days().slice(3)).toEqual(['weekly@example.net'])
  })

  it('several entries of one record are one item, with what changed', async () => {
    const id = await world.list('旧名称')
    await world.follow(READER, `/responsibilities/${id}`)
    for (const name of ['中名称', '新名称'])
      await world.services.acts.act(call, 'responsibility', 'amended', id, {
        set: { name },
        trigger: 'other',
        reason: '更名。',
      })
    await world.settle()
    const { text = '', subject } = world.mails.at(-1) ?? {}
    expect(text.match(new RegExp(`/responsibilities/${id}`, 'g'))).toHaveLength(1)
    expect(text).toContain('旧名称 → 新名称')
    expect(text).not.toContain('中名称')
    expect(subject).toBe('明账 · 明川市：新名称')
  })

  it('what was erased before the message goes out is not in it', async () => {
    await world.follow(READER, DEPARTMENT)
    const id = await world.list('身份证 849397120613')
    const index = (await world.services.reading.record(id))?.lastIndex ?? -1
    world.answers.set(READER, { was: 'later', why: 'away' })
    await world.settle()
    await world.services.erasures.erase(call, index, {
      ground: 'personal_data',
      authority: '明川市〔2026〕11 号',
      reason: '误写入个人信息。',
    })
    const { rows } = await world.ledger.database.client.execute('SELECT content FROM outbox')
    expect(JSON.stringify(rows)).not.toContain('849397120613')
    world.answers.clear()
    world.clock.minutes(30)
    await world.settle()
    const all = world.mails.map(({ text, html, subject }) => text + html + subject).join()
    expect(all).toContain(id)
    expect(all).toContain('内容不公开')
    expect(all).not.toContain('849397120613')
  })

  it('no code word is told: a field that holds one is left out', async () => {
    const id = await world.list('取水许可')
    await world.follow(READER, `/responsibilities/${id}`)
    await world.services.acts.act(call, 'responsibility', 'amended', id, {
      set: { level: 'county', scope: '全市' },
      trigger: 'other',
      reason: '调整。',
    })
    await world.settle()
    const { text = '' } = world.mails.at(-1) ?? {}
    expect(text).toContain('无 → 全市')
    expect(text).not.toMatch(/county|other/)
  })

  it('a search, and a record with what points at it', async () => {
    await world.follow('a@example.net', '/search?q=取水')
    const id = await world.list('取水许可')
    await world.follow('b@example.net', `/responsibilities/${id}`)
    await world.list('取水许可二')
    await world.list('排污许可')
    const { records } = await world.services.acts.open(call, 'flag', null, {
      title: '看看这一项',
      subject: id,
      severity: 'low',
      finding: '与公告不一致。',
    })
    await world.settle()
    const mine = told(
      world.mails.filter(({ to }) => to === 'a@example.net'),
      '取水许可',
    )
    expect(mine).toHaveLength(1)
    expect(mine[0]?.text).not.toContain('排污许可')
    const near = world.mails.filter(
      ({ to, text }) => to === 'b@example.net' && text.includes(records[0]?.id ?? ''),
    )
    expect(near).toHaveLength(1)
  })

  it('a record whose title holds a header or markup harms neither', async () => {
    await world.follow(READER, DEPARTMENT)
    await world.list('<b onclick="x">&事项').catch(() => undefined)
    await world.settle()
    const { html = '', subject = '' } = world.mails.at(-1) ?? {}
    expect(html).toContain('&lt;b onclick=&quot;x&quot;&gt;&amp;事项')
    expect(subject).not.toMatch(/[\r\n]/)
  })

  it('of ten thousand records, sixty with the number of the others', async () => {
    await world.follow(READER, DEPARTMENT)
    for (let n = 0; n < 75; n++) await world.list(`事项 ${n}。`)
    await world.settle()
    const { text = '', subject } = world.mails.at(-1) ?? {}
    expect(subject).toContain('75 条记录')
    expect(text).toContain('另有 15 条记录的 15 条账目')
  })
})

describe('leaving', () => {
  it('forgets everything, and can be done twice', async () => {
    await world.follow(READER, DEPARTMENT)
    await world.list('事项')
    await world.settle()
    const token = tokenIn(world.mails.at(-1)?.text ?? '', 'manage')
    await world.list('在途的事项')
    await world.following.leave(token)
    await world.following.leave(token)
    world.clock.minutes(60)
    await world.settle()
    expect(told(world.mails, '在途的事项')).toEqual([])
    for (const table of ['follower', 'subscription', 'outbox']) {
      const { rows } = await world.ledger.database.client.execute(
        `SELECT count(*) AS n FROM ${table} WHERE ${table === 'outbox' ? 'ended IS NULL' : 'true'}`,
      )
      expect([table, rows[0]?.n]).toEqual([table, 0])
    }
  })

  it('one topic of two leaves the other; another cadence counts from now on', async () => {
    await world.follow(READER, DEPARTMENT)
    await world.follow(READER, LIST)
    await world.list('事项')
    await world.settle()
    const token = tokenIn(world.mails.at(-1)?.text ?? '', 'manage')
    const { topics } = await world.following.following(token)
    await world.following.drop(token, topics[0]?.id ?? '')
    expect((await world.following.following(token)).topics.map(({ topic }) => topic)).toEqual([LIST])
    await world.following.change(token, { cadence: 'weekly', lang: 'en' })
    expect(await world.following.following(token)).toMatchObject({ cadence: 'weekly', lang: 'en' })
    await world.following.drop(token, topics[1]?.id ?? '')
    await expect(world.following.following(token)).rejects.toThrow()
  })

  it('three refusals for good end it; one that passes between does not', async () => {
    await world.follow(READER, DEPARTMENT)
    await world.list('事项')
    const refuse = (): void => void world.answers.set(READER, { was: 'refused', why: '550 no such user' })
    for (const n of [1, 2]) {
      refuse()
      await world.settle()
      world.clock.minutes(24 * 60 + 1)
      if (n === 2) world.answers.clear()
    }
    await world.settle()
    expect(told(world.mails, '事项')).toHaveLength(1)
    await world.list('又一事项')
    refuse()
    for (const _ of [1, 2, 3]) {
      world.clock.minutes(24 * 60 + 1)
      await world.settle()
    }
    const { rows } = await world.ledger.database.client.execute('SELECT count(*) AS n FROM follower')
    expect(rows[0]?.n).toBe(0)
    expect(world.mails.at(-1)?.text).not.toContain('又一事项')
  })

  it('a server that is away is asked again, later each time, and the message given up in the end', async () => {
    await world.follow(READER, DEPARTMENT)
    await world.list('事项')
    world.answers.set(READER, { was: 'later', why: 'away' })
    for (let n = 0; n < 20; n++) {
      await world.settle()
      world.clock.minutes(24 * 60 + 1)
    }
    const { rows } = await world.ledger.database.client.execute(
      "SELECT attempts, outcome FROM outbox WHERE kind = 'digest'",
    )
    expect(rows.map(({ attempts, outcome }) => [attempts, outcome])).toEqual([[12, 'never taken']])
  })
})

it('two senders at once: each entry reaches each reader in one message', async () => {
  const mails: Mail[] = []
  const mailer = {
    async send(mail: Mail) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      mails.push(mail)
      return { was: 'sent' } as const
    },
  }
  const readers = ['a@example.net', 'b@example.net', 'c@example.net']
  for (const reader of readers) {
    await world.follow(reader, DEPARTMENT)
    await world.follow(reader, LIST)
  }
  const others = [await besides(world, mailer), await besides(world, mailer), await besides(world, mailer)]
  const titles: string[] = []
  for (let round = 0; round < 12; round++) {
    world.clock.minutes(11)
    const recording = (async () => {
      for (let n = 0; n < 3; n++) {
        titles.push(`第 ${round}-${n} 项`)
        await world.list(`第 ${round}-${n} 项`)
      }
    })()
    await Promise.all([recording, ...others.map((one) => one.settle(BASE))])
    await Promise.all(others.map((one) => one.settle(BASE)))
  }
  world.clock.minutes(11)
  await world.ledger.follower.flush()
  await Promise.all(others.map((one) => one.settle(BASE)))
  for (const reader of readers)
    for (const title of titles) {
      const ids = mails
        .filter(({ to, text }) => to === reader && text.includes(`${title}\n`))
        .map(({ messageId }) => messageId)
      expect([reader, title, ids.length]).toEqual([reader, title, 1])
    }
})
