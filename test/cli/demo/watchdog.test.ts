/** The paper of the fictional city: its annotation is checked by the city, listed there, and taken off when it is withdrawn. */
import { expect, it } from 'vitest'
import { leadsNowhere } from '../../../web/components/mention/MentionChecked.tsx'
import { openWatchdog } from '../../../worker/cli/demo/public/watchdog.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { serveApp } from '../../../worker/machine/server.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'

it('annotates a milestone of the city from a ledger of its own, and asks no network', async () => {
  const dataDir = await demoFolder()
  const asked: string[] = []
  const watchdog = await openWatchdog(dataDir)
  const machine = await openMachine({
    dataDir,
    hook: watchdog.hook(async ({ url }) => {
      asked.push(url)
      return { status: 0, retryAfter: null, text: '', why: 'nothing leaves' }
    }),
  })
  const { reading, mentions, log } = machine.services
  try {
    const [milestone] = (await reading.records({ kind: 'milestone', sort: '-due', limit: 1 })).items
    const record = milestone?.id ?? ''
    const annotation = await watchdog.annotate(machine.services, record)
    const [mention, ...more] = (await reading.records({ kind: 'mention', of: record })).items
    expect(more).toEqual([])
    expect(mention?.state).toMatchObject({
      ...{ status: 'listed', subject: record, annotationKind: 'follows', otherRecord: annotation },
      otherLedger: 'watch.mingchuan.example/log',
      address: `https://watch.mingchuan.example/zh/annotations/${annotation}`,
    })
    // What was checked is read here, in both languages; where its name leads nowhere, its address is no link.
    const served = await serveApp({
      services: machine.services,
      host: '127.0.0.1',
      port: 0,
      log: () => undefined,
    })
    try {
      for (const [lang, said] of [
        ['zh', '虚构的网址'],
        ['en', 'a fictional address'],
      ]) {
        for (const path of [`mentions/${mention?.id}`, `milestones/${record}`]) {
          const page = await (await fetch(`${served.url}/${lang}/${path}`)).text()
          expect(page).toContain(said)
          expect(page).toContain(`/zh/annotations/${annotation}`)
          expect(page).not.toContain('href="https://watch.mingchuan.example')
        }
        const page = await (await fetch(`${served.url}/${lang}/mentions/${mention?.id}`)).text()
        expect(page).toContain(watchdog.services.log.verifierKey.slice(0, 20))
      }
    } finally {
      await served.close()
    }
    expect(watchdog.services.log.origin).not.toBe(log.origin)
    // Asked for again it holds; once it is withdrawn over there, it comes off the list.
    expect(await mentions.recheck()).toBe(0)
    const call = { actor: LOCAL_OPERATOR }
    await watchdog.services.acts.act(call, 'annotation', 'withdrawn', annotation, { reason: '看错了地方' })
    expect(await mentions.recheck()).toBe(1)
    expect(await mentions.all()).toMatchObject([{ status: 'withdrawn', why: 'withdrawn' }])
    // What is asked of anybody else leaves by the other hook.
    const other = { url: 'https://hooks.example.org/x', headers: {}, body: '{}', read: 0 }
    expect(
      await watchdog.hook(async () => ({ status: 204, retryAfter: null, text: '', why: '' }))(other),
    ).toMatchObject({ status: 204 })
    expect(asked).toEqual([])
  } finally {
    await machine.close()
    await watchdog.close()
  }
})

it('knows the names that lead nowhere', () => {
  expect(
    ['https://a.example/x', 'https://b.test', 'https://c.invalid/', 'no address'].map(leadsNowhere),
  ).toEqual([true, true, true, true])
  expect(
    ['https://example.org/', 'https://paper.example.com/a', 'https://test.net'].map(leadsNowhere),
  ).toEqual([false, false, false])
})
