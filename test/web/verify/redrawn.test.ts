/** A record that is drawn again from checked entries: the same as the server derives, and nothing where one is bent. */

import { describe, expect, it } from 'vitest'
import { redrawn } from '../../../web/redraw/redrawn.ts'
import type { Told } from '../../../web/verify/source.ts'
import { openCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { sourceOf } from '../../support/browser/own-api.ts'
import { freshDatabase, freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'
import { tilesOfLog, treeUnder } from '../../support/ledger/tree-of.ts'

describe('a record drawn again', () => {
  it('is the one that the server derives, and stops at whatever does not hold', async () => {
    const { services } = await freshLedger(await freshDatabase())
    const call = { actor: OPERATOR, approver: SECOND }
    await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
    await services.acts.open(call, 'department', null, { code: 'roads', name: '公路局' })
    await services.catalogue()
    const told = await sourceOf(services).evidence('dep-water')
    const checkpoint = await openCheckpoint(told.checkpoint, services.log.verifierKey)
    const tree = await treeUnder(checkpoint, tilesOfLog(services.log))
    const again = (change: Partial<Told>) => redrawn('dep-water', { ...told, ...change }, tree)
    const [entry] = told.entries
    if (entry === undefined) throw new Error('no entry')

    expect(again({ record: { state: 'whatever the server says' } })).toMatchObject({
      good: true,
      state: (await services.reading.record('dep-water'))?.state,
      moments: [{ entry: { index: 0 } }],
      complete: { is: 'complete' },
    })
    const other = { ...entry, content: entry.content?.replace('水务局', '林业局') ?? null }
    expect(again({ entries: [other] })).toMatchObject({ good: false, part: 'body', index: 0 })
    expect(again({ entries: [] })).toMatchObject({ good: false, part: 'missing' })
    expect(again({ entries: [entry, entry] })).toMatchObject({ good: false, part: 'order' })
    expect(redrawn('dep-roads', told, tree)).toMatchObject({ good: false, part: 'order' })
    expect(again({ catalogue: null })).toMatchObject({ good: true, complete: { is: 'none' } })
  })
})
