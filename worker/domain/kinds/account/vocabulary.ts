/** 账户: who may do what. Codes go into the ledger, words never. */
import { of, type Words } from '../../record/problem.ts'

/** Roles of accounts. Readers need none. The rights of each are in `services/roles.ts`. */
export const roleWords = {
  recorder: of('记录员', 'Recorder'),
  approver: of('审核员', 'Approver'),
  system: of('部门业务系统', 'System of a department'),
  verifier: of('核验员', 'Verifier'),
  inspector: of('纪检监察员', 'Inspector'),
  registrar: of('登记员', 'Registrar'),
  auditor: of('审计员', 'Auditor'),
  operator: of('运维', 'Operator'),
  moderator: of('审读员', 'Moderator'),
} as const satisfies Record<string, Words>

/** Roles as they stand in envelopes: those of accounts, and those who write without one. */
export const actorRoles = {
  ...roleWords,
  public: of('公众', 'A member of the public'),
  clock: of('期限届满', 'A day that has passed'),
} as const satisfies Record<string, Words>

export type Role = keyof typeof roleWords

/** Roles that log what a department did; everybody else speaks for themselves, also about a department. */
const scribes: ReadonlySet<string> = new Set([
  'recorder',
  'approver',
  'system',
  'registrar',
  'operator',
] satisfies Role[])

/** True of a role in which somebody tells what a department did, so that the department may stand as who did it. */
export function isScribe(role: string): boolean {
  return scribes.has(role)
}

/**
 * Ties of roles to departments: an account of a role always, maybe or never belongs to one, and writes for
 * that one alone.
 */
export const roleDepartments = {
  recorder: 'always',
  approver: 'always',
  system: 'always',
  verifier: 'maybe',
  inspector: 'never',
  registrar: 'never',
  auditor: 'never',
  operator: 'never',
  moderator: 'never',
} as const satisfies { readonly [role in Role]: 'always' | 'never' | 'maybe' }

/** True for the code of a role. */
export function isRole(name: string): name is Role {
  return Object.hasOwn(roleWords, name)
}

/** Acts that the access log notes. */
export const accessActions = {
  sign_in: of('登录', 'Signed in'),
  sign_out: of('退出', 'Signed out'),
  read_sealed: of('查阅不予公开的内容', 'Read withheld content'),
  read_contact: of('查看提问人留的电话', 'Looked at the number that an asker left'),
  read_document: of('查阅不予公开的文件', 'Read a withheld document'),
  read_findings: of('查阅巡检发现', 'Read the findings'),
  triage: of('分办巡检发现', 'Sorted findings'),
  read_access: of('查阅日志', 'Read the access log'),
  export: of('导出', 'Exported'),
  set_provider: of('设置登录服务', 'Set up sign-in providers'),
  invite: of('生成邀请链接', 'Made an invitation'),
  confirm_invitation: of('确认邀请链接', 'Confirmed an invitation'),
  revoke_invitation: of('收回邀请链接', 'Took an invitation back'),
  use_invitation: of('使用邀请链接', 'Used an invitation'),
  add_passkey: of('登记通行密钥', 'Registered a passkey'),
  remove_passkey: of('去掉通行密钥', 'Removed a passkey'),
  bind_identity: of('绑定登录服务的身份', 'Bound an identity of a provider'),
  add_key: of('生成 API 密钥', 'Made an API key'),
  revoke_key: of('撤销 API 密钥', 'Revoked an API key'),
  end_session: of('结束会话', 'Ended a session'),
  end_access: of('授权有变，结束登录方式', 'Ended means of access as the grant changed'),
  see_notice: of('知悉登录方式有变', 'Acknowledged a new way in'),
} as const satisfies Record<string, Words>

export const accountStatuses = {
  in_force: of('有效', 'In force'),
  revoked: of('已撤销', 'Revoked'),
  withheld: of('不予公开', 'Withheld'),
} as const satisfies Record<string, Words>
