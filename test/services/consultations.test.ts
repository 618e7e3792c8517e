/** Consultations of the demo city: one that is open, and one of which every comment has its outcome. */
import { describe, expect, it } from 'vitest'
import { consultPublic } from '../../worker/cli/demo/public/consultations.ts'
import { openMachine } from '../../worker/machine/machine.ts'
import { demoFolder } from '../support/city/demo-folder.ts'

describe('consultations of the demo', () => {
  it('are one open and one answered, and the table counts a campaign once', async () => {
    const { services, close } = await openMachine({ dataDir: await demoFolder() })
    const id = await consultPublic(services, 'acc-reader')
    const { items } = await services.reading.records({ kind: 'consultation' })
    expect(items.map(({ status }) => status)).toEqual(['open', 'reported'])
    const { received, adopted, unsorted, groups } = await services.consultations.report(id)
    expect([received, adopted, unsorted]).toEqual([6, 4, []])
    expect(groups.map(({ campaigns }) => campaigns.map(({ all }) => all.length))).toEqual([[3], [1], [1]])
    const waiting = await services.questions.moderation.waiting({
      account: 'acc-reader',
      role: 'moderator',
      department: null,
    })
    expect(waiting.map(({ kind }) => kind)).toContain('comment')
    const comments = (await services.reading.records({ kind: 'comment' })).items
    const shown = JSON.stringify(comments.map(({ state }) => state))
    for (const one of ['河边的邻居们', 'neighbours.example.org']) expect(shown).toContain(one)
    await close()
  })
})
