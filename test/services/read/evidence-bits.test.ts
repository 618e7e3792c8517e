/** An evidence file with all that one can hold: every byte counts, and there is one way to write it. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { verifyEvidence } from '../../../worker/cli/verify/evidence/evidence.ts'
import { judgeEvidence } from '../../../worker/domain/proof/judge.ts'
import { concat, fromUtf8, utf8 } from '../../../worker/ledger/bytes.ts'
import { newFolder } from '../../support/folders.ts'
import { turnBits } from '../../support/ledger/flips.ts'
import { freshDatabase, freshLedger, OPERATOR, SECOND, testSigner } from '../../support/ledger/ledger.ts'

/** POSIX seconds after everything here. */
const NOW = 4_000_000_000
const call = { actor: OPERATOR, approver: SECOND }
let file: Uint8Array
let key: string

/** A file with an erased body and its erasure, a key that was followed by another, and a catalogue. */
beforeAll(async () => {
  const database = await freshDatabase()
  const [one, two] = [await testSigner(), await testSigner('ledger.example/log', 8)]
  const { services } = await freshLedger(database, 1, one, [two])
  const { acts, erasures, ledgerKeys, evidenceFiles } = services
  await acts.open(call, 'department', null, { code: 'water', name: '水务局' })
  const named = { name: '水利局 \ufffd', nameEn: null, reason: null }
  await acts.act(call, 'department', 'renamed', 'dep-water', named)
  await erasures.erase(call, 0, { ground: 'law', authority: '明川市人民法院', reason: '判决' })
  await ledgerKeys.announce(two.verifierKey)
  await services.ledger.follower.flush()
  await ledgerKeys.retire(one.verifierKey, 'rotation', null)
  await services.catalogue()
  file = utf8((await evidenceFiles.of('dep-water')) ?? '')
  key = one.verifierKey
})

describe('an evidence file of every part', () => {
  it('holds them, and says so', async () => {
    const text = fromUtf8(file)
    for (const part of ['"erasures": [\n    {', '"bridges": [', '"bucket": {', '"digest": "'])
      expect(text, part).toContain(part)
    expect(await judgeEvidence(file, key, NOW)).toMatchObject({ is: 'holds', complete: { is: 'complete' } })
  })

  it('is noticed when any bit of it is turned', async () => {
    const all = process.env.FLIPS === 'all'
    const { whole, tried, unnoticed } = await turnBits(file, key, NOW, all)
    expect([whole, unnoticed]).toEqual(['holds', []])
    expect(tried).toBe(file.length * (all ? 8 : 1))
  })

  it('is refused when it is written otherwise, here and by the command', async () => {
    const text = fromUtf8(file)
    const at = file.findIndex((byte, i) => byte === 0xef && file[i + 1] === 0xbf && file[i + 2] === 0xbd)
    const others: [string, Uint8Array][] = [
      ['without its line end', file.slice(0, -1)],
      ['with another line end', utf8(text.replaceAll('\n', '\r\n'))],
      ['with one more', utf8(`${text}\n`)],
      ['with a mark of the order of bytes', concat(Uint8Array.of(0xef, 0xbb, 0xbf), file)],
      ['on one line', utf8(JSON.stringify(JSON.parse(text)))],
      ['with a letter escaped', utf8(text.replace('"record"', '"\\u0072ecord"'))],
      ['with a member twice', utf8(text.replace('{\n', '{\n  "format": "mingzhang-evidence@v1",\n'))],
      ['with a member more', utf8(text.replace('{\n', '{\n  "note": "",\n'))],
      ['with a byte that is no UTF-8', concat(file.slice(0, at), Uint8Array.of(0xff), file.slice(at + 3))],
    ]
    const dir = await newFolder()
    for (const [what, bytes] of others) {
      expect(await judgeEvidence(bytes, key, NOW), what).toMatchObject({ is: 'file', record: null })
      const path = join(dir, 'bent.json')
      await writeFile(path, bytes)
      expect(await verifyEvidence(path, { vkey: key }, new Date(NOW * 1000)), what).toMatchObject({
        ok: false,
        verdict: 'file',
      })
    }
    const path = join(dir, 'good.json')
    await writeFile(path, file)
    expect(await verifyEvidence(path, { vkey: key }, new Date(NOW * 1000))).toMatchObject({ ok: true })
  })
})
