/** A browser that was there before meets a ledger that has changed its key. */
import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../web/verify/source.ts'
import type { Signer } from '../../../worker/ledger/signer.ts'
import { sourceOf, visit } from '../../support/browser/own-api.ts'
import { freshDatabase, freshLedger, OPERATOR, SECOND, testSigner } from '../../support/ledger/ledger.ts'

const LIST = { shown: null, indices: [0] }
const keyed = (fill: number): Promise<Signer> => testSigner('ledger.example/log', fill)

describe('a browser that remembers the old key', () => {
  it('follows it to the new one, and to no other', async () => {
    const [one, two, other] = [await keyed(1), await keyed(2), await keyed(3)]
    const { services } = await freshLedger(await freshDatabase(), 3, one, [two])
    const { acts, ledgerKeys, ledger } = services
    const call = { actor: OPERATOR, approver: SECOND }
    await acts.open(call, 'department', null, { code: 'water', name: '水务局' })
    const source = sourceOf(services)
    const first = await visit(source, LIST, null)
    expect(first).toMatchObject({ summary: { is: 'good' }, kept: { key: one.verifierKey } })
    await ledgerKeys.announce(two.verifierKey)
    await ledger.follower.flush()
    const between = await visit(source, LIST, first.kept)
    expect(between).toMatchObject({ summary: { is: 'good' }, kept: { key: one.verifierKey } })
    await ledgerKeys.retire(one.verifierKey, 'rotation', null)
    const after = await visit(source, LIST, first.kept)
    expect(after).toMatchObject({
      summary: { is: 'good', broken: [], growth: { is: 'grew', from: 1 } },
      kept: { key: two.verifierKey },
    })
    // A history that does not hold, or is of a key that this browser never knew, is another key and no more.
    const broken = { is: 'broken', broken: [{ part: 'key', index: null }] }
    const cut = {
      ...source,
      keyHistory: async () => (await source.keyHistory()).replace('"bridges": [', '"bridges": [ '),
    }
    expect((await visit(cut, LIST, first.kept)).summary).toMatchObject(broken)
    const stranger = { key: other.verifierKey, checkpoint: first.kept?.checkpoint ?? '' }
    expect((await visit(source, LIST, stranger)).summary).toMatchObject(broken)
    // Where it cannot be fetched nothing looks good.
    const away = { ...source, keyHistory: () => Promise.reject(new SourceError(503, null)) }
    expect((await visit(away, LIST, first.kept)).summary.is).toBe('cannot')
  })
})
