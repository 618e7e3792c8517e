/** Takes a backup while others write, and audits what it took. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { many } from '../../../domain/text/many.ts'
import { type Backup, backUp } from '../../../machine/backup/backup.ts'
import { secretIn } from '../../../machine/secrets.ts'
import { defineCommand } from '../../shell/command.ts'
import { LEDGER, placeOf } from '../../shell/place.ts'
import { progressOn } from '../../shell/progress.ts'
import type { Terminal } from '../../shell/terminal.ts'
import { UsageError, type Words } from '../../shell/usage.ts'
import { auditCopy, findingLines } from './audit-copy.ts'

/** The result of `backup`, as printed by `--json`. */
export interface BackupResult extends Backup {
  ok: boolean
  /** Faults of the copy; empty when all of it holds. */
  findings: Words[]
}

export const backup = defineCommand({
  operands: '<dir>',
  options: {
    ...LEDGER,
    quick: {
      type: 'boolean',
      words: { zh: '只核验账目与树根，不重放', en: 'audit entries and root alone, without a replay' },
    },
  },
  notes: [
    {
      zh: '备份是同一时刻的整个数据库、文件原件和设置。私钥不在其中：请另存一份，放在别处。恢复用 restore --from。',
      en: 'A backup is the whole database as of one moment, with documents and settings. No key is in it: keep a copy of the keys elsewhere. restore --from puts it back.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const [to, ...more] = positionals
    if (to === undefined || more.length > 0)
      throw new UsageError({ zh: '请给出一个新目录。', en: 'Name one new folder.' })
    const place = placeOf(values, terminal)
    const progress = progressOn(terminal)
    try {
      const taken = await place.database(
        (database) =>
          backUp({
            database,
            documents:
              place.folder === null ? (terminal.env.DOCUMENTS_DIR ?? null) : join(place.folder, 'documents'),
            settings: place.folder,
            to,
            now: terminal.now,
            onProgress: (done, of) => progress.at(done, of, '抄取 copying'),
          }),
        { wide: true },
      )
      const found = await auditCopy({
        folder: taken.folder,
        verifierKey: taken.verifierKey,
        signingKey: await keyOf(place.folder, terminal),
        whole: values.quick !== true,
      })
      progress.end()
      const findings = [...found, ...taken.damaged.map(damagedWords)]
      const result: BackupResult = { ...taken, ok: findings.length === 0, findings }
      if (values.json === true) json(result)
      else terminal.out(textOf(result))
      return result.ok ? 0 : 1
    } finally {
      progress.end()
    }
  },
})

/** The key that opens withheld bodies for the audit; undefined where it is not at hand, and they stay unread. */
async function keyOf(place: string | null, { env }: Terminal): Promise<string | undefined> {
  if (place === null) return secretIn(env, 'SIGNING_KEY')
  return readFile(join(place, 'signing-key'), 'utf8').catch(() => undefined)
}

const damagedWords = (digest: string): Words => ({
  zh: `文件 ${digest} 的原件已损坏，没有抄入备份。`,
  en: `The bytes of document ${digest} are damaged where they lie, and were not copied.`,
})

function textOf({ ok, folder, origin, size, at, documents, findings }: BackupResult): string {
  const { held, elsewhere } = documents
  const lines = [
    `${folder}  ${origin}  ${at}`,
    `${size} 条账目、${held} 份文件原件${elsewhere === 0 ? '' : `（另有 ${elsewhere} 份不在这里，只有摘要）`}；私钥不在其中。`,
    `${many(size, 'entry', 'entries')}, ${many(held, 'document')}${elsewhere === 0 ? '' : ` (${elsewhere} more are not here, their digests alone)`}; no key is in it.`,
    ...findingLines(findings),
    '',
    ok
      ? '核验成立。The audit of the copy holds.'
      : `核验不成立，共 ${findings.length} 处。The audit of the copy fails in ${many(findings.length, 'place')}.`,
  ]
  return `${lines.join('\n')}\n`
}
