/** 分办: who looks at what, what is set aside, and flags raised for many findings at once. */

import { parseKey, type Queued } from '../../domain/queue/queue.ts'
import { refuse } from '../../domain/record/guard.ts'
import { Problem, type Words } from '../../domain/record/problem.ts'
import * as stored from '../../store/standing/triage.ts'
import type { Ledger } from '../open.ts'
import { type Caller, requireRight } from '../roles.ts'
import type { Call } from '../submit/call.ts'
import type { Flags } from './flags.ts'
import { digestOf, type Queue } from './queue.ts'

/** Most keys on which one act is done at once. */
export const MOST_KEYS = 500
/** Flags are raised one after the other, each an entry of its own. */
export const MOST_RAISED = 50
const MOST_VIEWS = 50

export interface Raised {
  key: string
  /** Id of the flag; null when it was refused. */
  flag: string | null
  problem: { code: string; words: Words } | null
}

/** Triage of one ledger's queue. Only a raised flag is an entry; all else is noted in the access log. */
export function createTriage(ledger: Ledger, { queue, flags }: { queue: Queue; flags: Flags }) {
  const { database } = ledger

  /** @throws Problem `not_found` that names the first key which stands for nothing in the queue */
  async function requireQueued(keys: readonly string[]): Promise<Queued[]> {
    const { queue: whole } = await queue.whole()
    const byKey = new Map(whole.map((one) => [one.key, one]))
    return [...new Set(keys)].map((key) => {
      const one = byKey.get(key)
      if (one !== undefined) return one
      throw refuse(
        'not_found',
        `队列中没有“${key}”：它可能已不再发现，请刷新。`,
        `There is no "${key}" in the queue: it may not be found any more; load it anew.`,
        'keys',
      )
    })
  }

  /** Changes what was agreed about some, and leaves the rest of it as it was. */
  async function agree(
    caller: Caller,
    keys: readonly string[],
    change: (key: string, before: stored.StoredTriage | undefined) => Partial<stored.StoredTriage>,
  ): Promise<void> {
    const before = new Map((await stored.readTriage(ledger, keys)).map((row) => [row.key, row]))
    const at = ledger.now().toISOString()
    await stored.putTriage(
      ledger,
      keys.map((key) => ({
        assignee: null,
        digest: null,
        reason: null,
        ...before.get(key),
        key,
        account: caller.account,
        at,
        ...change(key, before.get(key)),
      })),
    )
  }

  return {
    /** @param assignee an account that may work on the queue; null for nobody */
    async assign(caller: Caller, keys: readonly string[], assignee: string | null): Promise<number> {
      requireRight(caller, 'flag.write', null)
      if (assignee !== null && !(await queue.inspectors()).some(({ id }) => id === assignee))
        throw refuse(
          'not_found',
          `${assignee} 不是可以办理预警的有效账户。`,
          `${assignee} is no account in force that may work on flags.`,
          'assignee',
        )
      const queued = await requireQueued(keys)
      await agree(
        caller,
        queued.map(({ key }) => key),
        () => ({ assignee }),
      )
      return queued.length
    },

    /** Sets findings aside until something about them changes. A flag is ended by an outcome, never set aside. */
    async setAside(caller: Caller, keys: readonly string[], reason: string): Promise<number> {
      requireRight(caller, 'flag.write', null)
      const queued = await requireQueued(keys)
      const flagged = queued.find(({ flag }) => flag !== null)
      if (flagged !== undefined)
        throw refuse(
          'wrong_state',
          `“${flagged.title}”已有预警：预警须以结论了结，或暂存待查，不能搁置。`,
          `A flag stands for "${flagged.title}": it ends with an outcome, or is parked; it cannot be set aside.`,
          'keys',
        )
      const places = queued.flatMap(({ owner, rule }) =>
        owner === null || rule === null ? [] : [{ owner, rule }],
      )
      const findings = await stored.readFindings(database, places)
      const digests = new Map(
        queued.map(({ key, owner, rule }) => [key, digestOf(findings.get(`${owner} ${rule}`) ?? '{}')]),
      )
      await agree(
        caller,
        queued.map(({ key }) => key),
        (key) => ({ digest: digests.get(key) ?? null, reason }),
      )
      return queued.length
    },

    /** Takes back what was set aside. */
    async takeBack(caller: Caller, keys: readonly string[]): Promise<number> {
      requireRight(caller, 'flag.write', null)
      const queued = await requireQueued(keys)
      await agree(
        caller,
        queued.map(({ key }) => key),
        () => ({ digest: null, reason: null }),
      )
      return queued.length
    },

    /** Raises a flag for each; what is refused does not keep the others from being raised. */
    async raise(call: Call, keys: readonly string[], note?: string): Promise<Raised[]> {
      requireRight(call.actor, 'flag.write', null)
      const raised: Raised[] = []
      for (const key of new Set(keys)) {
        const { rule = null, subject = '' } = parseKey(key) ?? {}
        try {
          const { records } = await flags.raise({ actor: call.actor }, { rule: rule ?? '', subject, note })
          raised.push({ key, flag: records[0]?.id ?? null, problem: null })
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          raised.push({ key, flag: null, problem: { code: error.code, words: error.words } })
        }
      }
      return raised
    },

    /** The filters that an account keeps. */
    async views(caller: Caller): Promise<{ name: string; query: string }[]> {
      requireRight(caller, 'flag.write', null)
      return (await stored.readViews(database, caller.account)).map(({ name, query }) => ({ name, query }))
    },

    /** @param query as in an address, without the question mark */
    async keepView(caller: Caller, name: string, query: string): Promise<void> {
      requireRight(caller, 'flag.write', null)
      const { account } = caller
      const views = await stored.readViews(database, account)
      if (views.length >= MOST_VIEWS && !views.some((one) => one.name === name))
        throw refuse(
          'invalid',
          `至多保存 ${MOST_VIEWS} 个视图：请先删除不用的。`,
          `At most ${MOST_VIEWS} views are kept: remove one first.`,
          'name',
        )
      await stored.putView(database, { account, name, query })
    },

    async dropView(caller: Caller, name: string): Promise<void> {
      requireRight(caller, 'flag.write', null)
      if (await stored.deleteView(database, caller.account, name)) return
      throw refuse('not_found', `没有视图“${name}”。`, `There is no view "${name}".`, 'name')
    },
  }
}
