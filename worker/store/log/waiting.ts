/** Submissions that wait for one commit: those of a group that spoil one another are told apart before it is tried. */
import { LEDGER } from '../../domain/kinds/ledger/ledger.ts'
import { readingOf, type Submission } from './batch.ts'
import { ConflictError } from './outcome.ts'
import { UnmetError } from './requirement.ts'
import type { Committed } from './submitted.ts'

export interface Waiting {
  submission: Submission
  resolve: (committed: Committed) => void
  reject: (reason: unknown) => void
}

/** True for a submission that closes the ledger. */
export const isClosing = ({ submission }: Waiting): boolean =>
  submission.drafts.some(({ record, kind }) => record === LEDGER && kind === 'ledger.closed')

/**
 * Two submissions of one group on the same (record, seq), or on a record of which one erases content: the later one
 * must be decided again.
 */
export function refuseTwins(group: readonly Waiting[]): Waiting[] {
  const taken = new Set<string>()
  const shared = new Set<string>()
  const touched = new Set<string>()
  const erased = new Set<string>()
  return group.filter(({ submission, reject }) => {
    const { records } = readingOf(submission)
    const gone = submission.erased?.map(({ record }) => record) ?? []
    const overtaken = records.find((one) => erased.has(one)) ?? gone.find((one) => touched.has(one))
    if (overtaken !== undefined) {
      reject(new ConflictError(overtaken))
      return false
    }
    const known = submission.requires?.find(
      ({ what, shared: isShared }) => taken.has(what) || (isShared !== true && shared.has(what)),
    )
    if (known !== undefined) {
      reject(new UnmetError(known.what))
      return false
    }
    const requires = (submission.requires ?? []).flatMap((one) => (one.shared === true ? [] : [one.what]))
    const places = [
      submission.key,
      ...requires,
      ...submission.drafts.map(({ record, seq }) => `${record} ${seq}`),
    ]
    const twin = submission.drafts.find(({ record, seq }) => taken.has(`${record} ${seq}`))
    if (twin !== undefined || taken.has(submission.key)) {
      reject(new ConflictError(twin?.record ?? submission.key))
      return false
    }
    for (const place of places) taken.add(place)
    for (const one of submission.requires ?? []) if (one.shared === true) shared.add(one.what)
    for (const one of records) touched.add(one)
    for (const one of gone) erased.add(one)
    return true
  })
}
