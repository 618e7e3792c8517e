/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { accessActions, accountStatuses, actorRoles } from './vocabulary.ts'

export const accountWords = {
  name: of('账户', 'Account'),
  many: of('个账户', 'accounts'),
  list: {
    title: of('账户', 'Accounts'),
    lede: of(
      '哪些岗位可以为哪个部门记账，由谁审核：每次授权、变更和撤销都入账。只写岗位，不写人名。',
      'Which posts may log for which department, and who approves: every grant, change and revocation is an entry. Posts, never persons.',
    ),
  },
  fields: {},
  events: {
    granted: told('授权', 'Granted', 'execution'),
    changed: told('授权变更', 'Grant changed', 'changes'),
    revoked: told('撤销授权', 'Grant revoked', 'changes'),
    restored: told('恢复授权', 'Grant restored', 'changes'),
  },
  vocabularies: { role: actorRoles, accountStatus: accountStatuses, access: accessActions },
  row: { status: 'accountStatus', type: 'role', level: 'level' },
  codes: { role: 'role' },
} as const satisfies KindWords
