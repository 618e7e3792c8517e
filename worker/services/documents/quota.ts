/** Quota of one account, of one department and of the public, so that nobody fills the disk of the ledger. */
import { refuse } from '../../domain/record/guard.ts'
import type { Problem } from '../../domain/record/problem.ts'
import { MOST_ATTACHED } from '../../domain/record/spoken/fields.ts'
import type { Amount, Usage } from '../../store/documents.ts'

export interface Quota {
  /** Documents that no entry and no draft names yet. */
  unnamed: Amount
  all: Amount
}

export interface Quotas {
  account: Quota
  department: Quota
  /** Documents sent for one record by whoever holds its code, and copies of them without some parts. */
  record: Quota
  /** The same for all records. */
  public: Quota
}

const GIB = 1024 ** 3

/** Room for a number of times what may be attached to a record. */
const manyAttached = (times: number): Amount => ({
  documents: times * MOST_ATTACHED.documents,
  bytes: times * MOST_ATTACHED.documents * MOST_ATTACHED.bytes,
})

export const QUOTAS: Quotas = {
  account: {
    unnamed: { documents: 200, bytes: 2 * GIB },
    all: { documents: 100_000, bytes: 100 * GIB },
  },
  department: {
    unnamed: { documents: 1000, bytes: 10 * GIB },
    all: { documents: 500_000, bytes: 500 * GIB },
  },
  record: {
    unnamed: manyAttached(2),
    all: manyAttached(4),
  },
  public: {
    unnamed: { documents: 1000, bytes: 5 * GIB },
    all: { documents: 500_000, bytes: 500 * GIB },
  },
}

const WHOSE = {
  account: { zh: '这一账户', en: 'This account' },
  department: { zh: '这个部门', en: 'This department' },
  record: { zh: '这一件', en: 'This record' },
  public: { zh: '本账本由公众', en: 'This ledger of the public' },
} as const

/** Bytes for a reader: `2 GiB`, `1.5 MiB`. */
function sizeOf(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'] as const
  const n = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10))
  return `${Math.round((bytes / 1024 ** n) * 10) / 10} ${units[n]}`
}

/**
 * The refusal of whatever goes beyond a quota; null within it.
 *
 * @param usage what is kept already, with room for what is about to be sent
 */
export function beyond(whose: keyof Quotas, quota: Quota, usage: Usage): Problem | null {
  for (const part of ['unnamed', 'all'] as const) {
    const [used, most] = [usage[part], quota[part]]
    const tooMany = used.documents > most.documents
    if (!tooMany && used.bytes <= most.bytes) continue
    const { zh, en } = WHOSE[whose]
    const limit = tooMany
      ? { zh: `${most.documents} 份`, en: `${most.documents} documents` }
      : { zh: sizeOf(most.bytes), en: sizeOf(most.bytes) }
    return part === 'unnamed'
      ? refuse(
          'quota_reached',
          `${zh}上传而尚未入账的文件至多 ${limit.zh}：请先记入引用它们的账目；无账目引用的，一天后自动清除。`,
          `${en} may keep ${limit.en} that no entry names yet. Record the entries that name them; what none names is swept after a day.`,
        )
      : refuse(
          'quota_reached',
          `${zh}在此存放的文件至多 ${limit.zh}，已用完：请与运维人员联系。`,
          `${en} may keep ${limit.en} here, and has no room left: ask the operator.`,
        )
  }
  return null
}
