/** Histories that are true to themselves: only who remembers, or who is remembered by others, can tell. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { signCheckpoint } from '../../../ledger/checkpoint.ts'
import { formatCosignature } from '../../../ledger/cosignature.ts'
import { parseNote } from '../../../ledger/note.ts'
import type { ServedEntry } from '../../../machine/mirror.ts'
import type { Damage } from '../damage.ts'
import { forge, forgeable, forgedEntry, furtherEntry } from '../forge.ts'
import { mark, noteAlone, rekeyed, type Stage } from '../stage.ts'

/** Entries by which a ledger is rolled back. */
const BACK = 5

/** Milliseconds. */
const YEAR = 366 * 86_400_000

/** Any time, in POSIX seconds: cosignatures of a drill are of a clock of its own. */
const TIME = 1_700_000_000

export const historyDamages: readonly Damage[] = [
  {
    id: 'forked_same_size',
    words: { zh: '同样长短的另一段历史，重新签名', en: 'another history of the same size, signed anew' },
    expected: { returning: 'growth', monitor: 'forked', witness: '422', browser: 'growth' },
    async make(stage) {
      const at = forgeable(stage.entries)
      if (at === null) return null
      return forge(
        stage,
        stage.entries.map((entry, i) => (i === at ? forgedEntry(entry) : entry)),
      )
    },
  },
  {
    id: 'forked_longer',
    words: {
      zh: '改写一条后又往前走的历史，重新签名',
      en: 'a history that was rewritten and went on, signed anew',
    },
    expected: { returning: 'growth', monitor: 'forked', witness: '422', browser: 'growth' },
    async make(stage) {
      const at = forgeable(stage.entries)
      if (at === null) return null
      const entries = stage.entries.map((entry, i) => (i === at ? forgedEntry(entry) : entry))
      return forge(stage, [...entries, furtherEntry(entries, at)])
    },
  },
  {
    id: 'rolled_back',
    words: { zh: '整个目录恢复到较早的备份', en: 'the whole folder is put back to an earlier copy' },
    expected: { returning: 'growth', monitor: 'shorter', witness: '409', browser: 'growth' },
    make: async (stage) => (stage.size <= BACK ? null : forge(stage, stage.entries.slice(0, -BACK))),
  },
  {
    id: 'database_rolled_back',
    words: { zh: '只恢复数据库，high-water 还在', en: 'the database alone is put back; its mark stays' },
    expected: {
      verify: 'growth',
      returning: 'growth',
      monitor: 'shorter',
      witness: '409',
      browser: 'growth',
    },
    async make(stage) {
      if (stage.size <= BACK) return null
      const earlier = await forge(stage, stage.entries.slice(0, -BACK))
      await mark(earlier.dir, stage)
      return earlier
    },
  },
  {
    id: 'mark_gone',
    words: { zh: '删去 high-water', en: 'the high-water mark is gone' },
    expected: { verify: 'growth' },
    async make(stage) {
      const dir = await stage.copy()
      await rm(join(dir, 'high-water'))
      return { dir }
    },
  },
  {
    id: 'of_the_future',
    words: { zh: '入账时间写到一年以后', en: 'an entry is recorded a year ahead' },
    expected: { verify: 'envelope' },
    async make(stage, now) {
      const at = forgeable(stage.entries)
      if (at === null) return null
      const recorded = new Date(now.getTime() + YEAR).toISOString()
      return forge(stage, [...stage.entries, furtherEntry(stage.entries, at, recorded)])
    },
  },
  {
    id: 'rolled_back_and_on',
    words: { zh: '恢复旧备份后继续入账', en: 'put back to an earlier copy, and written on from there' },
    expected: { returning: 'growth', monitor: 'forked', witness: '422', browser: 'growth' },
    async make(stage) {
      if (stage.size <= BACK) return null
      let on: readonly ServedEntry[] = stage.entries.slice(0, -BACK)
      const at = forgeable(on)
      if (at === null) return null
      for (let i = 0; i <= BACK; i++) on = [...on, furtherEntry(on, at)]
      return forge(stage, on)
    },
  },
  {
    id: 'key_swapped',
    words: { zh: '换成另一把同名的私钥', en: 'another key of the same name signs' },
    expected: {
      browser: 'key',
      verify: 'signature',
      returning: 'signature',
      monitor: 'key',
      witness: '403',
      evidence: 'signature_invalid',
    },
    async make(stage) {
      const stranger = await stage.stranger()
      const { origin, size, root } = stage
      const note = await signCheckpoint({ origin, size, root }, stranger)
      const dir = await stage.copy(rekeyed(stranger.verifierKey), noteAlone(size, note))
      return { dir, record: recordOf(stage) }
    },
  },
  {
    id: 'signature_broken',
    words: { zh: '检查点的签名改了一位', en: 'one bit of the signature on the checkpoint is changed' },
    expected: {
      verify: 'signature',
      monitor: 'signature',
      witness: '403',
      evidence: 'signature_invalid',
      browser: 'signature',
    },
    async make(stage) {
      const note = flippedSignature(stage.note)
      return { dir: await stage.copy(noteAlone(stage.size, note)), record: recordOf(stage) }
    },
  },
  {
    id: 'another_root',
    words: { zh: '签了另一个树根的检查点', en: 'the checkpoint is signed over another root' },
    expected: {
      browser: 'growth',
      verify: 'root',
      returning: 'root',
      monitor: 'forked',
      witness: '422',
      evidence: 'inclusion',
    },
    async make(stage) {
      const { origin, size, root } = stage
      const other = root.map((byte) => byte ^ 0xff)
      const note = await signCheckpoint({ origin, size, root: other }, stage.signer)
      return { dir: await stage.copy(noteAlone(size, note)), record: recordOf(stage) }
    },
  },
  {
    id: 'replayed',
    words: { zh: '一直出示旧的检查点', en: 'an old checkpoint is shown for ever' },
    expected: { returning: 'growth', monitor: 'shorter', witness: '409', browser: 'growth' },
    async make(stage) {
      if (stage.size <= BACK) return null
      const { note } = await forge(stage, stage.entries.slice(0, -BACK))
      return { dir: await stage.copy(), note, served: { checkpoint: async () => note } }
    },
  },
  {
    id: 'cosigned_elsewhere',
    words: { zh: '见证方的联署属于另一个树根', en: 'the cosignature of a witness is over another root' },
    expected: { evidence: 'signature_invalid' },
    async make(stage) {
      const { text } = parseNote(stage.note)
      const [origin, size] = text.split('\n')
      const other = `${origin}\n${size}\n${'A'.repeat(43)}=\n`
      const line = await formatCosignature(other, TIME, stage.witness)
      return {
        dir: await stage.copy(noteAlone(stage.size, stage.note + line)),
        record: recordOf(stage),
        asksWitness: true,
      }
    },
  },
  {
    id: 'not_cosigned',
    words: { zh: '检查点没有所要求的见证方联署', en: 'the witness that is asked for has not cosigned' },
    expected: { evidence: 'no_quorum' },
    make: async (stage) => ({ dir: await stage.copy(), record: recordOf(stage), asksWitness: true }),
  },
]

/** A record with several entries. */
export function recordOf(stage: Stage): string {
  const folder = stage.open(stage.base)
  try {
    const [row] =
      folder.rows(`SELECT record FROM entry WHERE "index" IN (SELECT "index" FROM body) AND record NOT LIKE 'era-%'
      GROUP BY record ORDER BY COUNT(*) = 1, MIN("index") LIMIT 1`)
    return String(row?.record ?? '')
  } finally {
    folder.close()
  }
}

function flippedSignature(note: string): string {
  const at = note.length - 12
  const other = note[at] === 'A' ? 'B' : 'A'
  return `${note.slice(0, at)}${other}${note.slice(at + 1)}`
}
