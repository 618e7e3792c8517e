import { many } from '../../../domain/text/many.ts'
import { readManifest } from '../../../machine/backup/manifest.ts'
import { putBack, putBackOnServer, requireKeyFor } from '../../../machine/backup/put-back.ts'
import { secretIn } from '../../../machine/secrets.ts'
import { defineCommand } from '../../shell/command.ts'
import { LEDGER, type Place, placeOf } from '../../shell/place.ts'
import type { Terminal } from '../../shell/terminal.ts'
import { UsageError, type Words } from '../../shell/usage.ts'
import { auditCopy, findingLines } from './audit-copy.ts'

export const restore = defineCommand({
  operands: '',
  options: {
    ...LEDGER,
    from: {
      type: 'string',
      value: 'DIR',
      words: {
        zh: '把 mingzhang backup 写成的备份放进没有账本的数据目录，先核验',
        en: 'put a backup that mingzhang backup wrote into a data folder without a ledger, after an audit',
      },
    },
    accept: {
      type: 'string',
      value: 'SIZE',
      words: {
        zh: '认定这个规模的账本就是签署过的全部（只在 high-water 不见或读不懂，或见证方称见过更多时）',
        en: 'say that the ledger of this size is all that was signed (only where the high-water mark is gone or unreadable, or a witness says it has seen more)',
      },
    },
  },
  notes: [
    {
      zh: '认定之前，先与见证方、别人下载的检查点或最新的备份核对：若签署过更多，认定之后就会签出第二段历史。',
      en: 'Before you say so, compare with witnesses, with checkpoints that others downloaded, or with the newest backup: if more was signed, a second history will be signed afterwards.',
    },
  ],
  async run({ values, terminal, json }) {
    const place = placeOf(values, terminal)
    if (values.from !== undefined) {
      if (values.accept !== undefined)
        throw new UsageError({
          zh: '--from 和 --accept 分两步：先放回，看过之后再认定。',
          en: '--from and --accept are two steps: put it back first, and accept when you have looked.',
        })
      const found = await putBackAudited(values.from, place, terminal)
      if (found.length > 0) {
        if (values.json === true) json({ restored: false, findings: found })
        else
          terminal.out(
            `${['备份核验不成立，没有放回。The audit of the backup fails; nothing was put back.', ...findingLines(found)].join('\n')}\n`,
          )
        return 1
      }
    }
    const machine = await place.open()
    try {
      const { ledger } = machine.services
      const { size, frozen } = await machine.services.log.snapshot()
      if (values.accept !== undefined) {
        if (frozen?.code !== 'mark_missing' && frozen?.code !== 'witness_ahead')
          throw new UsageError({
            zh: frozen === null ? '账本可以照常签署，没有要认定的。' : frozen.words.zh,
            en: frozen === null ? 'The ledger may sign: there is nothing to accept.' : frozen.words.en,
          })
        if (values.accept !== String(size))
          throw new UsageError({
            zh: `账本有 ${size} 条账目，而不是 ${values.accept} 条：请写明现在的规模。`,
            en: `The ledger holds ${many(size, 'entry', 'entries')}, not ${values.accept}: name the size that it has.`,
          })
        const head = await ledger.committer.end.accept()
        if (values.json === true) json({ accepted: head.size })
        else terminal.out(`已认定 Accepted: ${head.size}\n`)
        return 0
      }
      if (values.json === true) json({ size, frozen })
      else if (frozen === null) terminal.out(`可以签署 May sign: ${size}\n`)
      else terminal.out(`${frozen.words.zh}\n${frozen.words.en}\n`)
      return frozen === null ? 0 : 1
    } finally {
      await machine.close()
    }
  },
})

/** Puts a backup where there is no ledger, if its audit holds. @returns whatever does not hold */
async function putBackAudited(from: string, place: Place, { env }: Terminal): Promise<Words[]> {
  const manifest = await readManifest(from)
  const wanted = { dataDir: place.folder, signingKey: secretIn(env, 'SIGNING_KEY') }
  const signingKey = await requireKeyFor(manifest, wanted)
  const { verifierKey } = manifest
  const findings = await auditCopy({ folder: from, verifierKey, signingKey, whole: true })
  if (findings.length > 0) return findings
  if (place.folder !== null) await putBack({ from, dataDir: place.folder, signingKey })
  else
    await place.database((database) =>
      putBackOnServer({ from, database, documents: env.DOCUMENTS_DIR ?? null }),
    )
  return []
}
