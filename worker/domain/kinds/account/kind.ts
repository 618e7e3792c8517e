import { ofDepartment } from '../../record/common.ts'
import { byRules, type Kind, none } from '../../record/kind.ts'
import { about, listed } from '../../record/list/listed.ts'
import { code } from '../../record/shape.ts'
import { type AccountState, accountRulesOf, searchAccount, summariseAccount } from './account.ts'
import { accountStatuses, roleWords } from './vocabulary.ts'

/** 账户 */
export const account = {
  kind: 'account',
  prefix: 'acc-',
  id: 'numbered',
  list: 'accounts',
  news: false,
  version: 4,
  // Who had access when is never crossed out: an account is revoked.
  ...byRules(accountRulesOf, { annulled: false }),
  flagged: false,
  history: {},
  binding: [],
  formal: {},
  held: {},
  ...listed({
    filters: {
      department: ofDepartment,
      type: about(code(roleWords), 'Role of the account.'),
      status: code(accountStatuses),
    },
    flagged: false,
    altered: false,
  }),
  form: { daily: false, first: ['post', 'role', 'department', 'until'] },
  summarise: summariseAccount,
  search: searchAccount,
  links: none,
  dates: none,
} as const satisfies Kind<'account', AccountState>
