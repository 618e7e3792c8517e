/** Lines of a file that bring about an entry in public, in the same transaction. */
import { actOfVerb, type CaseAct, type CaseVerb } from '../../domain/case/acts.ts'
import { isActKind } from '../../domain/kinds/registry.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import { refuse } from '../../domain/record/guard.ts'
import { objectOf } from '../../domain/record/json.ts'
import { canonicalJson, type Json } from '../../ledger/canonical.ts'
import { type Acts, ORDERED } from '../records/acts.ts'
import type { Call } from '../submit/call.ts'
import type { CaseFile, CaseFiles } from './file.ts'
import { sentOf } from './sent.ts'

/** Writer of lines with what they bring about in public. */
export function createEntering(files: CaseFiles, acts: Acts) {
  /**
   * Writes a line; with the entry that it brings about in public, if it declares one, in the same transaction. The
   * same act of the same file opens a record once, however often it is sent.
   *
   * @returns false when somebody else wrote into the file first
   */
  return async function entering(
    call: Call,
    { state, lines }: CaseFile,
    verb: CaseVerb,
    line: Omit<CaseAct, 'at' | 'body'>,
    body: Json,
  ): Promise<boolean> {
    const key = call.idempotencyKey ?? null
    const { actor } = call
    const along = (whole: Json) => files.along({ ...line, body: whole }, key)
    const [wish, ...more] = actOfVerb(verb).also(state, body, body, { account: actor.account })
    if (more.length > 0) throw new Error('one act of a file records one thing in public')
    if (wish === undefined) return files.append({ ...line, body }, key)
    if (!('opens' in wish)) {
      const kind = kindOfRecord(wish.on)
      if (!isActKind(kind))
        throw refuse('not_found', `没有记录 ${wish.on}。`, `There is no record ${wish.on}.`)
      await acts.act({ actor, along: () => along(body) }, kind, wish.event, wish.on, wish.body)
      return true
    }
    const { opens, department, fields } = wish
    if (!isActKind(opens)) throw new Error(`no request opens a ${opens}`)
    const same = lines.find(
      ({ act }) => act.event === line.event && canonicalJson(sentOf(act.body)) === canonicalJson(body),
    )
    const made = same === undefined ? undefined : objectOf(same.act.body)[opens]
    if (made !== undefined) return files.append({ ...line, body: { ...objectOf(body), [opens]: made } }, key)
    const whole = (id: string | null): Json => ({ ...objectOf(body), [opens]: id })
    await acts.open(
      { actor, along: ([draft]) => along(whole(draft?.record ?? null)) },
      opens,
      department,
      fields,
      ORDERED,
    )
    return true
  }
}
