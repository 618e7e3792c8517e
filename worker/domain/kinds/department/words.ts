/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'

export const departmentWords = {
  name: of('部门', 'Department'),
  many: of('个部门', 'departments'),
  fields: {
    name: of('名称', 'Name'),
    parent: of('上级机构', 'Parent organ'),
    level: of('层级', 'Level'),
    key: of('公钥', 'Public key'),
    from: of('自何日起不算数', 'Does not count from'),
    inForceFrom: of('设立日期', 'Established'),
    inForceTo: of('撤销日期', 'Abolished'),
  },
  events: {
    listed: told('部门登记', 'Department listed', 'changes'),
    amended: told('部门信息调整', 'Department amended', 'changes', { topics: ['changed'] }),
    renamed: told('部门更名', 'Department renamed', 'changes', { topics: ['changed'] }),
    merged: told('部门并入', 'Department merged', 'changes', { topics: ['changed'], mark: 'join' }),
    abolished: told('部门撤销', 'Department abolished', 'changes', { topics: ['changed'], mark: 'ring' }),
    corrected: told('部门信息更正', 'Department corrected', 'changes', {
      topics: ['changed', 'corrected'],
      mark: 'diamond',
    }),
    key_registered: told('登记签名公钥', 'Signing key registered', 'changes'),
    key_revoked: told('撤销签名公钥', 'Signing key revoked', 'changes'),
  },
  vocabularies: {},
  row: { status: 'departmentStatus', type: 'organ', level: 'level' },
  codes: { reasonCode: 'keyRevocation' },
} as const satisfies KindWords
