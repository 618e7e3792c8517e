/**
 * Accounts that follow from the groups of a sign-in provider. Each change is an entry, by an actor that is named after
 * the provider. Groups govern an account as long as nobody else has changed it: what a registrar has changed by hand
 * is the registrar's from then on.
 */
import type { AccountState } from '../../domain/kinds/account/account.ts'
import { type GroupRule, providerActor } from '../../domain/kinds/account/provider.ts'
import { Problem } from '../../domain/record/problem.ts'
import { toHex, utf8 } from '../../ledger/bytes.ts'
import { sha256 } from '../../ledger/merkle.ts'
import { envelopeOf, readHistory } from '../../store/log/entries.ts'
import type { Ledger } from '../open.ts'
import type { Call } from '../submit/call.ts'
import type { Accounts } from './accounts.ts'
import type { Identified } from './oidc.ts'

/** Reason in an entry. It names no group: those are the organisation's own. */
function reasonOf(provider: string): string {
  return `登录服务 ${provider} 的用户组有变 (groups at the sign-in provider changed)`
}

/** Grants by the groups of sign-in providers. Each change is an entry by the actor of the provider. */
export function createGroupGrants(ledger: Ledger, accounts: Accounts) {
  function callOf(provider: string, idempotencyKey?: string): Call {
    return { actor: { account: providerActor(provider), role: 'operator', department: null }, idempotencyKey }
  }

  async function isGoverned(provider: string, account: string): Promise<boolean> {
    const history = await readHistory(ledger.database, account)
    return history.every((entry) => envelopeOf(entry).actor.account === providerActor(provider))
  }

  /** Those of the rule's fields that differ from what stands. */
  function differing({ role, department, post }: AccountState, rule: GroupRule): Partial<GroupRule> {
    return {
      ...(rule.role === role ? {} : { role: rule.role }),
      ...(rule.department === department ? {} : { department: rule.department }),
      ...(rule.post === post ? {} : { post: rule.post }),
    }
  }

  return {
    /**
     * Grants an account by a rule. Asked twice for one identity, as by two tabs at once, it is granted once.
     *
     * @param along what binds the identity to the account, in the same transaction
     * @returns the id of the account
     * @throws Problem when a rule names a department that is gone; `conflict` when the identity was bound meanwhile
     */
    async grant(
      provider: string,
      { issuer, subject }: Identified,
      rule: GroupRule,
      along: Call['along'],
    ): Promise<string> {
      const { role, department, post } = rule
      const of = JSON.stringify([issuer, subject, role, department, post])
      const call = { ...callOf(provider, `oidc-${toHex(sha256(utf8(of)))}`), along }
      const { records } = await accounts.grant(call, { role, department, post })
      return records[0]?.id ?? ''
    },

    /**
     * Brings a governed account up to what its groups give now; any other is left alone.
     *
     * @param rule null when the groups give no role any more: the account is revoked, with its sessions and keys
     */
    async follow(provider: string, state: AccountState, rule: GroupRule | null): Promise<void> {
      if (!(await isGoverned(provider, state.id))) return
      const reason = reasonOf(provider)
      const call = callOf(provider)
      if (rule === null) {
        if (state.status === 'in_force') await settled(accounts.revoke(call, state.id, { reason }))
        return
      }
      if (state.status === 'revoked') await settled(accounts.restore(call, state.id, { reason }))
      const set = differing(state, rule)
      if (Object.keys(set).length > 0) await settled(accounts.change(call, state.id, { set, reason }))
    },
  }
}

/** Another tab may have been first: what is to be so is so. */
async function settled(change: Promise<unknown>): Promise<void> {
  await change.catch((error: unknown) => {
    if (!(error instanceof Problem) || error.code !== 'unchanged') throw error
  })
}
