import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from '../../../worker/ledger/bytes.ts'
import { createSealing } from '../../../worker/services/sealing/accounts.ts'
import { seededRandom, testSigner } from '../../support/ledger/ledger.ts'

const sealing = async (fill = 7) =>
  createSealing(await testSigner('ledger.example/log', fill), seededRandom(fill))

describe('a sealed secret', () => {
  it('opens after a restart, for its owner alone, and with the same signing key alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        const sealed = await (await sealing()).seal(text, 'city')
        expect(await (await sealing()).open(sealed, 'city')).toBe(text)
        expect(await (await sealing()).open(sealed, 'other')).toBeNull()
        expect(await (await sealing(8)).open(sealed, 'city')).toBeNull()
      }),
      { numRuns: 20 },
    )
  })

  it('does not open when one bit of it has changed, and says nothing of what it is no seal of', async () => {
    const { seal, open } = await sealing()
    const sealed = await seal('s3cret', 'city')
    const bytes = fromBase64(sealed.slice(3))
    for (const at of bytes.keys()) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(await open(`v1.${toBase64(changed)}`, 'city')).toBeNull()
    }
    for (const text of ['', 's3cret', 'v1.', 'v1.x', 'v2.AAAA']) expect(await open(text, 'city')).toBeNull()
  })

  it('is another one each time', async () => {
    const { seal } = await sealing()
    expect(await seal('s3cret', 'city')).not.toBe(await seal('s3cret', 'city'))
  })
})
