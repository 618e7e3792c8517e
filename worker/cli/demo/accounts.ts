/** Posts of the fictional city with an account, one for each role, and a link that signs in at once. */
import type { Role } from '../../domain/kinds/account/vocabulary.ts'
import { departmentId } from '../../domain/kinds/department/ids.ts'
import { LOCAL_OPERATOR } from '../../services/roles.ts'
import type { Services } from '../../services/services.ts'

const water = departmentId('mc-water')

const POSTS: readonly { post: string; role: Role; department: string | null }[] = [
  { post: '政务公开办公室登记岗', role: 'registrar', department: null },
  { post: '水务局办公室文书岗', role: 'recorder', department: water },
  { post: '水务局法规科审核岗', role: 'approver', department: water },
  { post: '督查室核验岗', role: 'verifier', department: null },
  { post: '派驻监察组', role: 'inspector', department: null },
  { post: '审计局审计岗', role: 'auditor', department: null },
  { post: '政务服务中心审读岗', role: 'moderator', department: null },
]

export interface DemoAccount {
  post: string
  role: Role
  department: string | null
  account: string
  /** Token of a one-time link. */
  token: string
}

/** Grants the posts their roles, as the operator of the machine. */
export async function openAccounts({ accounts, invitations }: Services): Promise<DemoAccount[]> {
  const opened: DemoAccount[] = []
  for (const one of POSTS) {
    const { records } = await accounts.grant({ actor: LOCAL_OPERATOR }, one)
    const account = records[0]?.id ?? ''
    const { token } = await invitations.create(LOCAL_OPERATOR, account, { purpose: 'once' })
    opened.push({ ...one, account, token })
  }
  return opened
}
